import { EDGE_KINDS, type EdgeKind } from '../model/choices.ts';
import type { Palette } from './palette.ts';

/** What a line says: what an edge of a graph does, or that two pipelines or datasets share stored files. */
export type LineKind = EdgeKind | 'shares';

/** How a kind of line looks, and what a legend calls it. */
export interface LineLook {
  /** Which colour of the palette. */
  readonly colour: keyof Palette;
  /** Lengths of dashes and gaps in CSS pixels; empty for a whole line. */
  readonly dashes: readonly number[];
  /** Whether it leads from one to the other. */
  readonly hasArrow: boolean;
  readonly words: string;
}

/** All kinds of lines, in the order of a legend. */
export const LINE_KINDS: readonly LineKind[] = [...EDGE_KINDS, 'shares'];

/** Each kind has a line of its own, so that colour alone carries nothing. */
export const LINE_LOOKS: Readonly<Record<LineKind, LineLook>> = {
  feeds: { colour: 'line', dashes: [], hasArrow: true, words: 'feeds' },
  follows: { colour: 'line', dashes: [2, 3], hasArrow: true, words: 'comes after' },
  depends: { colour: 'metaModel', dashes: [], hasArrow: true, words: 'depends on it' },
  source: { colour: 'metaModel', dashes: [7, 3], hasArrow: true, words: 'source of the meta-model' },
  file: { colour: 'quiet', dashes: [9, 3, 2, 3], hasArrow: false, words: 'uses the file' },
  shares: { colour: 'quiet', dashes: [9, 3, 2, 3], hasArrow: false, words: 'share stored files' },
};

/** Lengths of dashes and gaps, in CSS pixels, of lines that one side of a comparison alone has. */
export const SIDE_DASHES = { left: [6, 3], right: [2, 2] } as const;
