import type { CleanDataset, CleanKinds } from '../../../../shared/api/deletion/clean-lists.ts';
import { allTuples } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';
import { datasetGoing, numbersOf } from './going.ts';
import { eachSlot, columnsOf, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { unusedFiles } from '../../columns/unused-files.ts';
import { READ_LAYOUTS } from '../../layouts/layouts.ts';
import { spareTotals } from '../files/spare-list.ts';
import { nearNames } from './near-names.ts';
import { recordTotals } from '../records/facets.ts';
import { countPipelines, listPipelines } from '../pipelines/pipelines.ts';
import { areOrphansKnown, isUseKnown, listBlocking } from '../../state/blocking.ts';
import { shownBlock } from '../../state/unreadable.ts';
import { whatIf } from './what-if.ts';

/** The kinds of what can be cleaned up; the name that is typed where there is no manifest is added by whoever knows it. */
export interface Cleanable extends Omit<CleanKinds, 'no_manifests'> {
  /** Where no manifest of a pipeline can be read, how many files look unused for it. */
  readonly unnamed_files: number | null;
}

/** The datasets of the workspace: those of pipelines, and those with files in the folders that their runs share. */
function datasetNames({ index }: QueryContext, dataset?: string): string[] {
  return allTuples<[string]>(
    index,
    `SELECT name FROM (SELECT dataset AS name FROM manifest WHERE is_primary
       UNION SELECT dataset FROM folder WHERE run IS NULL
         AND EXISTS (SELECT 1 FROM file WHERE file.folder_id = folder.id))
     WHERE name IS NOT NULL AND name <> '' AND (:dataset IS NULL OR name = :dataset) ORDER BY name`,
    { dataset: dataset ?? null },
  ).map(([name]) => name);
}

/** The pipelines that nirs4all alone deletes, with why; null where there are none. */
function libraryAlone(context: QueryContext, dataset?: string): CleanKinds['library_alone'] {
  const filter = dataset === undefined ? {} : { dataset };
  const pipelines =
    countPipelines(context, filter) - countPipelines(context, { ...filter, deleted_here: true });
  const why = READ_LAYOUTS.map(({ rules }) => rules.whyPipelinesStay?.(null)).find(
    (each) => each !== undefined,
  );
  return pipelines === 0 || why === undefined ? null : { pipelines, ...why };
}

/** What deleting all pipelines that are deleted here would free, also what they share. */
function* exclusiveBytes(
  context: ViewContext,
  dataset: string | undefined,
  isMixed: boolean,
): Slices<number> {
  const filter = dataset === undefined ? {} : { dataset };
  if (!isMixed) return (yield* recordTotals(context, filter)).exclusive_bytes;
  const own = listPipelines(context, { ...filter, deleted_here: true }).map(({ manifest }) => manifest);
  const { frees, frees_nothing: nothing } = yield* whatIf(context, {
    manifests: numbersOf(context, own),
    files: [],
  });
  return frees.bytes + nothing.bytes;
}

/** Counts and sizes of all that can be cleaned up, of the workspace or one dataset. */
export function* cleanable(context: ViewContext, dataset?: string): Slices<Cleanable> {
  const { index, countedEmpty = [], lookedPast = [], countedDeleted = [], isStale = false } = context;
  const columns = yield* columnsOf(context);
  const none = (): { files: number; bytes: number } => ({ files: 0, bytes: 0 });
  const parts = { orphan: none(), foreign: none(), recent: none(), undecided: none() };
  for (const { dataset: of, state, files, bytes } of yield* unusedFiles(context)) {
    if (dataset !== undefined && of !== dataset) continue;
    parts[state].files += files;
    parts[state].bytes += bytes;
  }
  const filter = { ...(dataset === undefined ? {} : { dataset }), deleted_here: true };
  const alone = libraryAlone(context, dataset);
  const whole = datasetNames(context, dataset).filter((name) => libraryAlone(context, name) === null);
  const failed = listPipelines(context, { ...filter, state: 'failed' });
  yield 'more';
  const impact = yield* whatIf(context, {
    manifests: numbersOf(
      context,
      failed.map(({ manifest }) => manifest),
    ),
    files: [],
  });
  const shared = new Set(
    allTuples<[number]>(
      index,
      `SELECT id FROM folder WHERE run IS NULL AND (:dataset IS NULL OR dataset = :dataset)
         AND (:whole IS NULL OR dataset IN (SELECT value FROM json_each(:whole)))`,
      { dataset: dataset ?? null, whole: alone === null ? null : JSON.stringify(whole) },
    ).map(([id]) => id),
  );
  let stored = 0;
  yield* eachSlot(columns.files.count, (file) => {
    if (columns.files.alias[file] === 0 && shared.has(columns.files.folder[file] ?? 0))
      stored += columns.files.size[file] ?? 0;
  });
  const exclusive = yield* exclusiveBytes(context, dataset, alone !== null);
  const blocking = listBlocking(context).map(shownBlock);
  return {
    orphans: parts.orphan,
    foreign: parts.foreign,
    recent: parts.recent,
    undecided: parts.undecided,
    // They are of no dataset.
    results: dataset === undefined ? spareTotals(context) : null,
    library_alone: alone,
    failed: { pipelines: failed.length, frees: impact.frees },
    pipelines: {
      pipelines: countPipelines(context, filter),
      exclusive_bytes: exclusive,
    },
    datasets: { datasets: whole.length, stored_bytes: stored },
    blocking,
    counted_empty: [...countedEmpty, ...lookedPast.map(({ path }) => path)],
    counted_deleted: countedDeleted.map(({ dataset: deleted }) => deleted),
    unnamed_files: blocking.some(({ code }) => code === 'NO_MANIFESTS')
      ? parts.orphan.files + parts.undecided.files + parts.recent.files
      : null,
    stale: isStale,
    orphans_known: areOrphansKnown(context, dataset),
    use_known: isUseKnown(context, dataset),
  };
}

/** Datasets whose names are easily taken for that of one. */
export function nearDatasets(context: QueryContext, dataset: string): string[] {
  return nearNames(dataset, datasetNames(context));
}

/** All datasets, each with what deleting it whole would do; worked out once for each state of the index. */
export function cleanableDatasets(context: ViewContext): Slices<CleanDataset[]> {
  return context.memo.base('datasets to clean up', function* read() {
    const names = datasetNames(context);
    const all: CleanDataset[] = [];
    for (const dataset of names) {
      const going = datasetGoing(context, dataset);
      const { frees, frees_nothing: nothing, breaks } = yield* whatIf(context, going);
      all.push({
        dataset,
        pipelines: going.manifests.length,
        files: { files: frees.files + nothing.files, bytes: frees.bytes + nothing.bytes },
        frees_bytes: frees.bytes,
        breaks: breaks.length,
        library_alone: libraryAlone(context, dataset)?.pipelines ?? 0,
        near: nearNames(dataset, names),
      });
    }
    return all;
  });
}

/** The last step that each of some pipelines has records of, by the path of its manifest. */
export function lastSteps({ index }: QueryContext, manifests: readonly string[]): (number | null)[] {
  return allTuples<[number | null]>(
    index,
    `SELECT (SELECT max(r.step) FROM record r WHERE r.manifest_id = m.id)
     FROM json_each(:manifests) j CROSS JOIN manifest m ON m.path = j.value ORDER BY j.key`,
    { manifests: JSON.stringify(manifests) },
  ).map(([step]) => step);
}
