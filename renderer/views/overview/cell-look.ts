import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { typeColor } from '../../kit/type-mark.tsx';

/** How an area of the map, and its sign in the legend, are filled. */
export interface CellLook {
  /** The CSS property that holds the colour. */
  readonly color: string;
  /** Hatched is what is shared or may go; a tint is one artifact type or pipeline. */
  readonly isHatched: boolean;
  /** The artifact type whose shape it bears; null for none. */
  readonly type: string | null;
}

/**
 * Opacity of areas, of the stripes on hatched ones, and of what takes those away from behind words. Areas are as strong as words on
 * them allow: of paler ones nobody could tell the colours apart.
 */
export const FILL = 0.4;
export const STRIPE = 0.42;
export const BACKED = 0.66;

/** How a node is drawn. */
export function cellLook({ kind, type }: Pick<SizeNode, 'kind' | 'type'>): CellLook {
  switch (kind) {
    case 'type':
    case 'class':
      return { color: typeColor(type), isHatched: false, type };
    case 'pipeline':
      return { color: '--accent', isHatched: false, type: null };
    case 'shared':
      return { color: '--accent', isHatched: true, type: null };
    case 'orphan':
      return { color: '--warn-fill', isHatched: true, type: null };
    case 'copies':
    case 'undecided':
      return { color: `--f-${kind}`, isHatched: true, type: null };
    case 'foreign':
    case 'recent':
      return { color: `--f-${kind}`, isHatched: false, type: null };
    case 'dataset':
      return { color: '--text-3', isHatched: false, type: null };
    case 'other':
      return { color: type === null ? '--text-3' : typeColor(type), isHatched: false, type };
  }
}
