import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { sizeName } from './size-name.ts';

/** A sign of the legend: the shape of an artifact type, or a swatch. */
export type LegendSign =
  | { readonly id: string; readonly kind: 'type'; readonly type: string }
  | { readonly id: string; readonly kind: 'swatch'; readonly swatch: string; readonly text: string };

function signOf({ kind, type, name, manifest }: SizeNode): LegendSign | null {
  switch (kind) {
    case 'type':
      return { id: `type ${type}`, kind: 'type', type: type ?? '' };
    case 'pipeline':
      return { id: kind, kind: 'swatch', swatch: 'one_pipeline', text: 'used by one pipeline' };
    case 'shared':
      return {
        id: kind,
        kind: 'swatch',
        swatch: 'several_pipelines',
        text: sizeName({ kind, name, manifest }),
      };
    case 'copies':
    case 'orphan':
    case 'undecided':
    case 'foreign':
    case 'recent':
      return { id: kind, kind: 'swatch', swatch: kind, text: sizeName({ kind, name, manifest }) };
    case 'dataset':
    case 'class':
    case 'other':
      return null;
  }
}

/** What the legend of the map explains: artifact types before what no record uses, each with the larger ones first. */
export function legendSigns(nodes: readonly SizeNode[]): readonly LegendSign[] {
  const bytes = new Map<string, number>();
  const signs = new Map<string, LegendSign>();
  for (const node of nodes) {
    const sign = node.bytes > 0 ? signOf(node) : null;
    if (sign === null) continue;
    signs.set(sign.id, sign);
    bytes.set(sign.id, (bytes.get(sign.id) ?? 0) + node.bytes);
  }
  return [...signs.values()].toSorted(
    (one, other) =>
      Number(one.kind === 'swatch') - Number(other.kind === 'swatch') ||
      (bytes.get(other.id) ?? 0) - (bytes.get(one.id) ?? 0),
  );
}
