import type { KnownUse } from '../../../shared/domain/known-use.ts';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import type { LayoutName } from '../../../shared/domain/layout-name.ts';
import type { Sums } from '../../../shared/api/numbers.ts';
import type { ToldState } from '../../../shared/domain/states.ts';
import type { Selection } from '../../state/route/selection.ts';

/** A row of the tree of chains. */
export interface ChainRow {
  /** Stays the same while the workspace changes; begins with the key of the row above it. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  /** Null where nothing is below. */
  readonly isOpen: boolean | null;
  readonly kind:
    'dataset' | 'run' | 'pipeline' | 'inputs' | 'operator' | 'fold' | 'more' | 'waiting' | 'problem';
  readonly name: string;
  /** What else tells it from its siblings: `br 0 · sub 1`, or parameters. */
  readonly qualifier: string;
  readonly step: number | null;
  /** The artifact type to mark it with; null for none. */
  readonly mark: string | null;
  readonly isInferred: boolean;
  /** What it uses with all below it, an operator of a pipeline only itself; null where it stored nothing, or that is not said. */
  readonly sums: Sums | null;
  /** Of a pipeline. */
  readonly state: Pipeline['state'] | null;
  /** Where it is a single record; of several, `sums` counts those that are missing. */
  readonly recordState: ToldState | null;
  /** Of a pipeline, whose it is. */
  readonly layout: LayoutName | null;
  /** How many pipelines it has, or folds. */
  readonly count: number | null;
  /** Of a pipeline, as its manifest says it, and of a dataset its name; null where there is none. */
  readonly id: string | null;
  /** As written in the manifest. */
  readonly created: string | null;
  /** Bytes of a full bar: the largest of all rows, which share one scale. */
  readonly max: number;
  /** Whether it is known what only it uses. */
  readonly isUseKnown: boolean;
  /** What a click inspects; null for rows of several records, which open instead. */
  readonly selection: Selection | null;
  /** What G shows in the graph: of several records the first, whose node it is; null for rows that are no one's. */
  readonly drawn: Selection | null;
}

const PLAIN = {
  qualifier: '',
  step: null,
  mark: null,
  isInferred: false,
  sums: null,
  state: null,
  layout: null,
  recordState: null,
  count: null,
  id: null,
  isUseKnown: true,
  created: null,
  max: 0,
  selection: null,
  isOpen: null,
} as const;

/** A row of which only what differs from nothing needs saying. */
export function chainRow(
  row: Pick<ChainRow, 'key' | 'level' | 'kind' | 'name'> & Partial<ChainRow>,
): ChainRow {
  return { ...PLAIN, drawn: row.selection ?? null, ...row };
}

/** The rows of a tree of datasets, marked where it is not known what only they use. */
export function withKnownUse(rows: readonly ChainRow[], isUseKnown: KnownUse): readonly ChainRow[] {
  let dataset: string | null = null;
  let isKnown = true;
  return rows.map((row) => {
    if (row.kind === 'dataset') {
      dataset = row.id;
      isKnown = isUseKnown(dataset);
    } else if (row.kind === 'run') isKnown = isUseKnown(dataset, row.name);
    return isKnown && row.state !== 'unreadable' ? row : { ...row, isUseKnown: false };
  });
}

/** Sums as a row tells them; null where nothing was stored, which is no news. */
export function toldSums({
  records,
  files,
  size_bytes,
  exclusive_bytes,
  missing,
  unwritten,
}: Sums): Sums | null {
  return records === 0 ? null : { records, files, size_bytes, exclusive_bytes, missing, unwritten };
}

/** Siblings beyond this many wait until one asks for them. */
export const SIBLINGS = 500;

/** In place of rows that are not loaded yet. */
export function waitingRow(parent: string, level: number): ChainRow {
  return chainRow({ key: `${parent}/…`, level, kind: 'waiting', name: '…' });
}

/** In place of rows that can't be had: why. */
export function problemRow(parent: string, level: number, problem: string): ChainRow {
  return chainRow({ key: `${parent}/!`, level, kind: 'problem', name: problem });
}

/** The row behind the first siblings, which loads more of them. */
export function moreRow(parent: string, level: number, left: number): ChainRow {
  const next = Math.min(SIBLINGS, left);
  return chainRow({ key: `${parent}/more`, level, kind: 'more', name: `Show ${next} more of ${left}` });
}

/** The largest size of some siblings, for their bars. */
export function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}
