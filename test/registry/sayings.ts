import { complete } from '../../electron/registry/columns/slices.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { recordSlot, ledgerOf } from '../../electron/registry/columns/columns.ts';
import { exclusiveOf } from '../../electron/registry/columns/record-keys.ts';
import { verdictsOf } from '../../electron/registry/columns/record-set.ts';
import { cleanable, cleanableDatasets } from '../../electron/registry/ask/deletion/cleanable.ts';
import { datasetGoing, numbersOf } from '../../electron/registry/ask/deletion/going.ts';
import { whatIf, type Impact } from '../../electron/registry/ask/deletion/what-if.ts';
import { fileView } from '../../electron/registry/ask/files/file-view.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { unusedPage } from '../../electron/registry/ask/files/unused-page.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { dependenciesOf } from '../../electron/registry/ask/needs/dependencies.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { search } from '../../electron/registry/ask/find/search.ts';
import { pipelineView } from '../../electron/registry/ask/pipelines/pipeline-view.ts';
import { countPipelines, listPipelines, missingOf } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { runsOf } from '../../electron/registry/ask/pipelines/runs.ts';
import { facetsOf, recordTotals } from '../../electron/registry/ask/records/facets.ts';
import { recordList } from '../../electron/registry/ask/records/record-list.ts';
import { recordView } from '../../electron/registry/ask/records/record-view.ts';
import { countRecords, listRecords } from '../../electron/registry/ask/records/records.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { manifestCounts } from '../../electron/registry/ask/totals/manifest-counts.ts';
import { overviewOf } from '../../electron/registry/ask/totals/overview.ts';
import { sizesOf } from '../../electron/registry/ask/totals/sizes.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { SizeDivision } from '../../shared/api/workspace/sizes.ts';
import type { Totals } from '../../shared/api/workspace/statistics.ts';
import type { FileTotals } from '../../shared/api/numbers.ts';
import { isStored, type Plan } from '../../electron/registry/change/plan.ts';
import { areOrphansKnown, listBlocking } from '../../electron/registry/state/blocking.ts';
import { isGoneBlock } from '../../electron/registry/state/unreadable.ts';
import type { PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { categoryLines } from '../../renderer/views/clean-up/categories.ts';
import { figuresOf } from '../../renderer/views/overview/figures.ts';
import { unreadOf } from '../../renderer/text/known-numbers.ts';
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

const only = ({ files, bytes }: FileTotals): FileTotals => ({ files, bytes });

const STATES = ['orphan', 'undecided', 'foreign', 'recent'] as const;

/** The datasets that are asked about besides all of them. */
function datasetsOf(context: ViewContext): (string | undefined)[] {
  return [undefined, ...Object.keys(complete(statistics(context)).by_dataset)];
}

const scopeName = (dataset: string | undefined): string => dataset ?? 'all';

const sumOf = (files: readonly { readonly size: number }[]): FileTotals => ({
  files: files.length,
  bytes: files.reduce((sum, { size }) => sum + size, 0),
});

function* statsOf(of: string, totals: Totals): Iterable<Saying> {
  yield [`stored in ${of}`, { files: totals.files, bytes: totals.stored_bytes }];
  for (const state of STATES) {
    yield [`${state} files of ${of}`, { files: totals[`${state}_files`], bytes: totals[`${state}_bytes`] }];
  }
  yield [`files in use in ${of}`, { files: totals.referenced_files, bytes: totals.referenced_bytes }];
  yield [`records of ${of}`, totals.records];
  yield [`missing records of ${of}`, totals.missing_records];
  yield [`saved in ${of}`, totals.saved_bytes];
  yield [`pipelines of ${of}`, totals.manifests];
}

function* whatIfSays(
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
const KNOWN_REASONS: ReadonlySet<string> = new Set(['shared', 'claimed', 'running']);

function* planSays(of: string, plan: Plan | null): Iterable<Saying> {
  if (plan === null || plan.stays.some(({ reason }) => !KNOWN_REASONS.has(reason))) return;
  yield [`stored files that go with ${of}`, sumOf(plan.entries.filter(isStored))];
  yield [`own files of ${of}`, sumOf(plan.entries.filter((entry) => !isStored(entry)))];
  yield [`files that ${of} leaves`, sumOf(plan.stays)];
  yield [`what deleting ${of} breaks`, plan.breaks.length];
}

const pipelinesOf = (context: ViewContext): string[] =>
  listPipelines(context).map(({ manifest }) => manifest);

function recordsOf(context: ViewContext) {
  return listRecords(context, {}, { by: 'place' }, { limit: 100_000 }).records;
}

const recordName = ({ manifest, position }: { manifest: string; position: number }): string =>
  `${manifest}#${position}`;

function* dependenciesSay(context: ViewContext): Iterable<Saying> {
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

/**
 * Who says something in the product. What two of them say of the same thing must be the same: a new place is one more entry, which
 * names the things as the others do.
 */
export const PLACES: readonly Place[] = [
  {
    name: 'stats',
    *says({ context }) {
      const {
        totals,
        by_dataset: datasets,
        by_type: types,
        unreadable,
        blocking,
      } = complete(statistics(context));
      yield* statsOf('all', totals);
      for (const [dataset, of] of Object.entries(datasets)) yield* statsOf(dataset, of);
      for (const [type, { records }] of Object.entries(types)) yield [`records of type ${type}`, records];
      yield ['what can’t be read and nobody decided about', unreadOf(blocking).map(({ path }) => path)];
      yield ['everything that can’t be read', unreadable.length];
      for (const dataset of [undefined, ...Object.keys(datasets)]) {
        yield [`whether the orphans of ${scopeName(dataset)} are known`, areOrphansKnown(context, dataset)];
      }
    },
  },
  {
    name: 'files',
    *says({ context }) {
      const files = listFiles(context);
      for (const dataset of datasetsOf(context)) {
        const own = files.filter((file) => !file.alias && (dataset ?? file.dataset) === file.dataset);
        for (const state of STATES) {
          const some = own.filter(({ status }) => status === state);
          yield [
            `${state} files of ${scopeName(dataset)}`,
            sumOf(some.map((file) => ({ size: file.size_bytes }))),
          ];
        }
        yield [`stored in ${scopeName(dataset)}`, sumOf(own.map((file) => ({ size: file.size_bytes })))];
      }
      for (const { path, status, size_bytes: size, references } of files) {
        yield [`state of ${path}`, status];
        yield [`size of ${path}`, size];
        yield [`records that name ${path}`, references];
      }
    },
  },
  {
    name: 'overview',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        const of = scopeName(dataset);
        const overview = complete(overviewOf(context, dataset));
        const { usage, stored } = overview;
        yield [`stored in ${of}`, only(stored)];
        yield [`bytes stored in ${of}`, stored.bytes];
        for (const state of STATES) yield [`${state} files of ${of}`, only(usage[state])];
        const used = [usage.one_pipeline, usage.several_pipelines, usage.copies];
        yield [
          `files in use in ${of}`,
          {
            files: used.reduce((sum, { files }) => sum + files, 0),
            bytes: used.reduce((sum, { bytes }) => sum + bytes, 0),
          },
        ];
        yield [`records of ${of}`, overview.records];
        yield [`missing records of ${of}`, overview.missing_records];
        yield [`saved in ${of}`, overview.saved_bytes];
        yield [`pipelines of ${of}`, overview.pipelines];
        yield [`whether what only pipelines of ${of} use is known`, overview.use_known];
        const figure = figuresOf(overview, null).find(({ id }) => id === 'orphans');
        yield [`whether the orphans of ${of} are known`, figure?.value !== '?'];
      }
    },
  },
  ...(['dataset-type-class', 'type-class', 'pipeline'] as const satisfies readonly SizeDivision[]).map(
    (division): Place => ({
      name: `sizes by ${division}`,
      *says({ context }) {
        for (const dataset of datasetsOf(context)) {
          const nodes = complete(sizesOf(context, division, dataset));
          const roots = nodes.filter(({ parent }) => parent === null);
          const files = roots.reduce((sum, node) => sum + node.files, 0);
          yield [
            `stored in ${scopeName(dataset)}`,
            { files, bytes: roots.reduce((sum, node) => sum + node.bytes, 0) },
          ];
        }
      },
    }),
  ),
  {
    name: 'chains by run',
    *says({ context }) {
      for (const { dataset, runs, ...sums } of complete(runsOf(context, {}))) {
        if (dataset === null) continue;
        yield [`pipelines of ${dataset}`, sums.pipelines];
        yield [`records of ${dataset}`, sums.records];
        yield [`files that pipelines of ${dataset} use`, { files: sums.files, bytes: sums.size_bytes }];
        yield [`what only pipelines of ${dataset} use`, sums.exclusive_bytes];
        for (const run of runs) {
          yield [`pipelines of ${dataset} in ${run.run}`, run.pipelines];
          yield [`records of ${dataset} in ${run.run}`, run.records];
        }
      }
    },
  },
  {
    name: 'pipelines',
    *says({ context }) {
      const pipelines = listPipelines(context);
      const missing = missingOf(context, pipelines);
      for (const [
        place,
        { manifest, records, exclusive_bytes: frees, files, stored_bytes, state },
      ] of pipelines.entries()) {
        yield [`records of ${manifest}`, records];
        yield [`missing records of ${manifest}`, missing[place]];
        yield [`what only ${manifest} uses`, frees];
        yield [`files that ${manifest} uses`, { files, bytes: stored_bytes }];
        yield [`state of ${manifest}`, state];
      }
      yield ['pipelines of all', countPipelines(context)];
      for (const { dataset, runs } of complete(runsOf(context, {}))) {
        if (dataset === null) continue;
        for (const { run } of runs) {
          yield [`pipelines of ${dataset} in ${run}`, listPipelines(context, { dataset, run }).length];
        }
      }
    },
  },
  {
    name: 'pipeline inspector',
    *says({ context }) {
      for (const manifest of pipelinesOf(context)) {
        const view = complete(pipelineView(context, manifest));
        if (view === null) continue;
        const { if_deleted: deleted, pipeline, by_type: types } = view;
        yield [`state of ${manifest}`, pipeline.state];
        yield [`records of ${manifest}`, types.reduce((sum, { records }) => sum + records, 0)];
        yield [`missing records of ${manifest}`, types.reduce((sum, { missing }) => sum + missing, 0)];
        yield* whatIfSays(manifest, deleted, deleted.breaks.total);
      }
    },
  },
  {
    name: 'impact, and the footer of clean-up',
    *says({ context }) {
      const all = pipelinesOf(context);
      for (const manifests of [...all.map((manifest) => [manifest]), all]) {
        const going = complete(whatIf(context, { manifests: numbersOf(context, manifests), files: [] }));
        const of = manifests === all ? 'all pipelines' : (manifests[0] ?? '');
        yield* whatIfSays(of, going, going.breaks.length);
        // A pipeline that may be running can claim what only another one uses: that stays, and is exclusive all the same.
        if (context.graceMs === 0) yield [`what only ${of} uses`, going.frees.bytes];
      }
      for (const dataset of datasetsOf(context)) {
        if (dataset === undefined) continue;
        const going = complete(whatIf(context, datasetGoing(context, dataset)));
        yield* whatIfSays(`the dataset ${dataset}`, going, going.breaks.length);
      }
      for (const { path, alias } of listFiles(context)) {
        if (alias) continue;
        const { files } = find(context.index, path);
        const going = complete(whatIf({ ...context, graceMs: 0 }, { manifests: [], files }));
        yield [`bytes that deleting ${path} frees`, going.frees.bytes];
      }
    },
  },
  {
    name: 'plans',
    *says({ context, plan }) {
      const all = pipelinesOf(context);
      for (const manifest of all) yield* planSays(manifest, plan({ kind: 'pipeline', manifest }));
      yield* planSays('all pipelines', plan({ kind: 'pipelines', manifests: all }));
      for (const dataset of datasetsOf(context)) {
        const orphans = plan({ kind: 'orphans', ...(dataset === undefined ? {} : { dataset }) });
        const isWhole = orphans?.stays.length === 0;
        if (orphans !== null && isWhole)
          yield [`orphan files of ${scopeName(dataset)}`, sumOf(orphans.entries)];
        if (dataset === undefined) continue;
        yield* planSays(`the dataset ${dataset}`, plan({ kind: 'dataset', dataset }));
      }
    },
  },
  {
    name: 'clean-up',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        const of = scopeName(dataset);
        const { unnamed_files: _unnamed, ...kinds } = complete(cleanable(context, dataset));
        yield [`orphan files of ${of}`, only(kinds.orphans)];
        for (const state of ['undecided', 'foreign', 'recent'] as const) {
          yield [`${state} files of ${of}`, only(kinds[state])];
        }
        yield [`pipelines of ${of}`, kinds.pipelines.pipelines];
        yield [`whether what only pipelines of ${of} use is known`, kinds.use_known];
        const line = categoryLines({ ...kinds, no_manifests: null }).find(({ id }) => id === 'orphans');
        yield [`whether the orphans of ${of} are known`, line?.bytes !== null];
        yield [
          'what can’t be read and nobody decided about',
          unreadOf(kinds.blocking).map(({ path }) => path),
        ];
        for (const state of STATES) {
          const page = complete(
            unusedPage(
              context,
              { states: [state], ...(dataset === undefined ? {} : { dataset }) },
              { sort: 'path', descending: false, offset: 0, limit: 1000 },
            ),
          );
          yield [`${state} files of ${of}`, only(page.total)];
          for (const { path, state: own, size_bytes: size } of page.files) {
            yield [`state of ${path}`, own];
            yield [`size of ${path}`, size];
          }
        }
      }
      for (const { dataset, frees_bytes: frees, files, breaks } of complete(cleanableDatasets(context))) {
        yield [`bytes that deleting the dataset ${dataset} frees`, frees];
        yield [`stored files that go with the dataset ${dataset}`, only(files)];
        yield [`what deleting the dataset ${dataset} breaks`, breaks];
      }
    },
  },
  {
    name: 'file inspector',
    *says({ context }) {
      for (const { path } of listFiles(context)) {
        const view = fileView(context, path);
        if (view === null) continue;
        const { file, records, kept_by: kept, frees_bytes: frees } = view;
        yield [`state of ${path}`, file.status];
        yield [`size of ${path}`, file.size_bytes];
        yield [`records that name ${path}`, records.total];
        yield [
          `manifests that name ${path}`,
          Object.values(kept.kinds).reduce((sum, count) => sum + count, 0),
        ];
        yield [`bytes that deleting ${path} frees`, frees];
      }
    },
  },
  {
    name: 'why',
    *says({ context }) {
      for (const { path } of listFiles(context)) {
        for (const { file, status, kept_by: kept } of whyKept(context, find(context.index, path))) {
          if (file !== path) continue;
          yield [`state of ${path}`, status];
          yield [`records that name ${path}`, kept.length];
          yield [`manifests that name ${path}`, new Set(kept.map(({ manifest }) => manifest)).size];
        }
      }
    },
  },
  {
    name: 'list',
    *says({ context }) {
      const records = recordsOf(context);
      yield ['records of all', countRecords(context, {})];
      for (const record of records) yield [`state of ${recordName(record)}`, record.file_status];
    },
  },
  {
    name: 'artifacts',
    *says({ context }) {
      const list = complete(
        recordList(context, {}, { by: 'used_by', descending: true, offset: 0, limit: 100_000 }),
      );
      const ledger = complete(ledgerOf(context));
      for (const record of list?.records ?? []) {
        const name = recordName(record);
        yield [`state of ${name}`, record.file_status];
        yield [`bytes that deleting ${name} frees`, record.exclusive_bytes];
        yield [`records that use the file of ${name}`, record.used_by];
        const slot = recordSlot(context, ledger, record.manifest, record.position);
        yield [`bytes that deleting ${name} frees`, exclusiveOf(ledger, slot)];
      }
      const states = complete(facetsOf(context, {}));
      for (const { value, records } of states.types) yield [`records of type ${value}`, records];
      for (const { value, records } of states.states) {
        if (value === 'missing') yield ['missing records of all', records];
      }
      const totals = complete(recordTotals(context, {}));
      yield ['records of all', totals.records];
      for (const dataset of datasetsOf(context)) {
        if (dataset === undefined) continue;
        const own = complete(recordTotals(context, { dataset }));
        yield [`files that pipelines of ${dataset} use`, { files: own.files, bytes: own.stored_bytes }];
        yield [`what only pipelines of ${dataset} use`, own.exclusive_bytes];
        yield [`records of ${dataset}`, own.records];
      }
      for (const manifest of pipelinesOf(context)) {
        const own = complete(recordTotals(context, { manifest }));
        yield [`what only ${manifest} uses`, own.exclusive_bytes];
        yield [`files that ${manifest} uses`, { files: own.files, bytes: own.stored_bytes }];
      }
      const { base } = complete(verdictsOf(context, {}));
      yield ['records of all', base.reduce((sum, one) => sum + one, 0)];
    },
  },
  {
    name: 'record inspector',
    *says({ context }) {
      for (const { manifest, position } of recordsOf(context)) {
        const view = recordView(context, { manifest, position });
        if (view === null) continue;
        const name = recordName({ manifest, position });
        yield [`state of ${name}`, view.record.file_status];
        yield [`bytes that deleting ${name} frees`, view.if_deleted.frees.bytes];
        yield [`records that use the file of ${name}`, view.file === null ? 0 : view.if_deleted.others + 1];
        yield [`records that need ${name}`, view.relations.needed_by.total];
        const { cycle, direct, dependencies, total } = view.relations.depends_on;
        yield [`whether ${name} depends on itself`, cycle === null ? null : cycle.toSorted()];
        if (cycle !== null) continue;
        yield [`what ${name} depends on directly`, direct];
        if (total === dependencies.length) {
          yield [
            `what ${name} depends on`,
            dependencies.map(({ target, depth }) => [target, depth]).toSorted(),
          ];
        }
      }
    },
  },
  {
    name: 'show',
    *says({ context }) {
      for (const { manifest, position } of recordsOf(context)) {
        const name = recordName({ manifest, position });
        const details = recordDetails(context, recordNumber(context.index, name));
        yield [`state of ${name}`, details.file_status];
        yield [`bytes that deleting ${name} frees`, details.frees.bytes];
        const own = details.kept_by.find((kept) => kept.manifest === manifest && kept.position === position);
        if (own !== undefined) yield [`records that need ${name}`, own.needed_by.length];
        const isThere = details.file_status !== 'missing' && details.file_status !== 'unknown';
        if (isThere) yield [`records that use the file of ${name}`, details.kept_by.length];
      }
    },
  },
  { name: 'deps', says: ({ context }) => dependenciesSay(context) },
  {
    name: 'search',
    *says({ context }) {
      for (const dataset of datasetsOf(context)) {
        if (dataset === undefined) continue;
        for (const found of complete(search(context, dataset, ['datasets'])).datasets) {
          yield [`pipelines of ${found.dataset}`, found.pipelines];
          yield [`records of ${found.dataset}`, found.records];
          yield [`bytes stored in ${found.dataset}`, found.stored_bytes];
        }
      }
    },
  },
  {
    name: 'a plan’s fine print',
    *says({ context }) {
      const { pipelines, unreadable } = manifestCounts(context);
      yield ['pipelines of all', pipelines];
      const unread = listBlocking(context).filter((block) => !isGoneBlock(block));
      yield ['what can’t be read and nobody decided about', unread.map(({ path }) => path)];
      yield ['how much can’t be read and nobody decided about', unreadable];
      yield ['how much can’t be read and nobody decided about', unread.length];
    },
  },
];

/** What two places say differently, a line for each thing; and how many things at least two places speak of. */
export function disagreements(
  asked: Asked,
  places: readonly Place[] = PLACES,
): { readonly lines: string[]; readonly compared: number } {
  const said = new Map<string, Map<string, string[]>>();
  for (const { name, says } of places) {
    for (const [of, value] of says(asked)) {
      const text = JSON.stringify(value) ?? 'undefined';
      const answers = said.get(of) ?? new Map<string, string[]>();
      said.set(of, answers.set(text, [...(answers.get(text) ?? []), name]));
    }
  }
  const lines = [...said]
    .filter(([, answers]) => answers.size > 1)
    .map(([of, answers]) => {
      const each = [...answers].map(([text, names]) => `${[...new Set(names)].join(', ')}: ${text}`);
      return `${of} – ${each.join(' | ')}`;
    });
  const compared = [...said.values()].filter((answers) => [...answers.values()].flat().length > 1).length;
  return { lines, compared };
}
