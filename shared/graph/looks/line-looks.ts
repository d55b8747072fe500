import type { EdgeKind } from '../model/choices.ts';
import type { Palette } from './palette.ts';

/** How a kind of line looks, and what a legend calls it. */
export interface LineLook {
  /** Which colour of the palette. */
  readonly colour: keyof Palette;
  /** Lengths of dashes and gaps in CSS pixels; empty for a whole line. */
  readonly dashes: readonly number[];
  readonly words: string;
}

/** Each kind has a line of its own, so that colour alone carries nothing. */
export const LINE_LOOKS: Readonly<Record<EdgeKind, LineLook>> = {
  feeds: { colour: 'line', dashes: [], words: 'feeds' },
  follows: { colour: 'line', dashes: [2, 3], words: 'comes after' },
  depends: { colour: 'metaModel', dashes: [], words: 'depends on it' },
  source: { colour: 'metaModel', dashes: [7, 3], words: 'source of the meta-model' },
  file: { colour: 'quiet', dashes: [9, 3, 2, 3], words: 'uses the file' },
};
