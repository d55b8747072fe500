import { complete } from '../../electron/registry/columns/slices.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { type Impact } from '../../electron/registry/ask/deletion/what-if.ts';
import { dependenciesOf } from '../../electron/registry/ask/needs/dependencies.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { Totals } from '../../shared/api/workspace/statistics.ts';
import type { FileTotals } from '../../shared/api/numbers.ts';
import { isStored, type Plan } from '../../electron/registry/change/plan.ts';
import type { PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { recordNumber } from '../support/scanning.ts';

/** Something of the workspace, and what is said of it. */
export type Saying = readonly [of: string, says: unknown];

/** A workspace that is asked. */
export interface Asked {
  readonly context: ViewContext;
  /** The plan of a request; null where none can be made. */
  readonly plan: (request: PlanRequest) => Plan | null;
}

/** A place of the product that says something: one function that tells all of it. */
export interface Place {
  readonly name: string;
  readonly says: (asked: Asked) => Iterable<Saying>;
}

export const only = ({ files, bytes }: FileTotals): FileTotals => ({ files, bytes });

export const STATES = ['orphan', 'undecided', 'foreign', 'recent'] as const;

/** The datasets that are asked about besides all of them. */
export function datasetsOf(context: ViewContext): (string | undefined)[] {
  return [undefined, ...Object.keys(complete(statistics(context)).by_dataset)];
}

export const scopeName = (dataset: string | undefined): string => dataset ?? 'all';

export const sumOf = (files: readonly { readonly size: number }[]): FileTotals => ({
  files: files.length,
  bytes: files.reduce((sum, { size }) => sum + size, 0),
});

export function* statsOf(of: string, totals: Totals): Iterable<Saying> {
  yield [`stored in ${of}`, { files: totals.files, bytes: totals.stored_bytes }];
  for (const state of STATES) {
    yield [`${state} files of ${of}`, { files: totals[`${state}_files`], bytes: totals[`${state}_bytes`] }];
  }
  yield [`files in use in ${of}`, { files: totals.referenced_files, bytes: totals.referenced_bytes }];
  yield [`records of ${of}`, totals.records];
  yield [`missing records of ${of}`, totals.missing_records];
  yield [`records of ${of} that were never written`, totals.unwritten_records];
  yield [`saved in ${of}`, totals.saved_bytes];
  yield [`pipelines of ${of}`, totals.manifests];
}

export function* whatIfSays(
  of: string,
  {
    frees,
    folders,
    stays,
    frees_nothing: nothing,
  }: Pick<Impact, 'frees' | 'folders' | 'stays' | 'frees_nothing'>,
  breaks: number,
): Iterable<Saying> {
  yield [`stored files that deleting ${of} frees`, only(frees)];
  yield [`bytes that deleting ${of} frees`, frees.bytes];
  yield [
    `stored files that go with ${of}`,
    { files: frees.files + nothing.files, bytes: frees.bytes + nothing.bytes },
  ];
  yield [`own files of ${of}`, only(folders)];
  yield [`files that ${of} leaves`, only(stays)];
  yield [`what deleting ${of} breaks`, breaks];
}

/** Reasons of a plan for leaving files that the index knows; others lie with the disk. */
export const KNOWN_REASONS: ReadonlySet<string> = new Set(['shared', 'claimed', 'running']);

export function* planSays(of: string, plan: Plan | null): Iterable<Saying> {
  if (plan === null || plan.stays.some(({ reason }) => !KNOWN_REASONS.has(reason))) return;
  yield [`stored files that go with ${of}`, sumOf(plan.entries.filter(isStored))];
  yield [`own files of ${of}`, sumOf(plan.entries.filter((entry) => !isStored(entry)))];
  yield [`files that ${of} leaves`, sumOf(plan.stays)];
  yield [`what deleting ${of} breaks`, plan.breaks.length];
}

export const pipelinesOf = (context: ViewContext): string[] =>
  listPipelines(context).map(({ manifest }) => manifest);

export function recordsOf(context: ViewContext) {
  return listRecords(context, {}, { by: 'place' }, { limit: 100_000 }).records;
}

export const recordName = ({ manifest, position }: { manifest: string; position: number }): string =>
  `${manifest}#${position}`;

export function* dependenciesSay(context: ViewContext): Iterable<Saying> {
  const { index } = context;
  for (const { manifest, position } of recordsOf(context)) {
    const name = recordName({ manifest, position });
    const record = recordNumber(index, name);
    const direct = dependenciesOf(index, { record, reverse: false, transitive: false });
    const all = dependenciesOf(index, { record, reverse: false, transitive: true });
    yield [`whether ${name} depends on itself`, 'cycle' in all ? all.cycle.toSorted() : null];
    if ('cycle' in direct || 'cycle' in all) continue;
    yield [`what ${name} depends on directly`, direct.nodes.length];
    yield [`what ${name} depends on`, all.nodes.map(({ artifact_id: id, depth }) => [id, depth]).toSorted()];
  }
}
