import type { CleanSelection } from '../../../../shared/api/deletion/clean-selection.ts';
import type { PlanRequest } from '../../../registry/clean/make-plan.ts';
import { datasetGoing, numbersOf, type Going } from '../../../registry/ask/deletion/going.ts';
import { eachSlot, columnsOf, type ViewContext } from '../../../registry/columns/columns.ts';
import { verdictsOf } from '../../../registry/columns/record-set.ts';
import type { Slices } from '../../../registry/columns/slices.ts';
import { listPipelines } from '../../../registry/ask/pipelines/pipelines.ts';
import { unusedList } from '../../../registry/ask/files/unused-list.ts';
import { lookAtSpare } from '../../../registry/state/spare-folders.ts';
import { manifestsOf } from './pipelines.ts';

/** A selection as the index has it now. */
export interface Selected {
  /** By numbers of the index. */
  readonly going: Going;
  /** The same, to be planned; by paths, so that it means the same after the next scan. */
  readonly request: PlanRequest;
}

type SelectionOf<Kind extends CleanSelection['kind']> = Extract<CleanSelection, { kind: Kind }>;

function* selectedOrphans(context: ViewContext, selection: SelectionOf<'orphans'>): Slices<Selected> {
  const { dataset, text, only, except } = selection;
  const rows = yield* unusedList(context, { states: ['orphan'], dataset, text });
  const picked = only === undefined ? null : new Set(only);
  const left = new Set(except);
  const chosen = rows.filter(({ path }) => (picked?.has(path) ?? true) && !left.has(path));
  const isAll = text === undefined && only === undefined && left.size === 0;
  const paths = isAll ? undefined : chosen.map(({ path }) => path);
  return {
    going: { manifests: [], files: chosen.map(({ id }) => id) },
    request: { kind: 'orphans', dataset, only: paths, filesOnly: true },
  };
}

function* selectedForeign(context: ViewContext, { paths }: SelectionOf<'foreign'>): Slices<Selected> {
  const picked = new Set(paths);
  const rows = yield* unusedList(context, { states: ['foreign'] });
  const files = rows.filter(({ path }) => picked.has(path)).map(({ id }) => id);
  return { going: { manifests: [], files }, request: { kind: 'foreign', paths } };
}

/** Folders go by their paths; what is in them the index does not have file by file. */
function selectedResults(context: ViewContext, { only, except }: SelectionOf<'results'>): Selected {
  const left = new Set(except);
  const isAll = only === undefined && left.size === 0;
  const all = only ?? lookAtSpare(context).map(({ path }) => path);
  const paths = isAll ? undefined : all.filter((path) => !left.has(path));
  return { going: { manifests: [], files: [] }, request: { kind: 'results', only: paths } };
}

function pipelinesBy(context: ViewContext, manifests: readonly string[], keepFiles: boolean): Selected {
  const going = { manifests: numbersOf(context, manifests), files: [] };
  const [manifest, ...others] = manifests;
  if (manifest !== undefined && others.length === 0) {
    return { going, request: { kind: 'pipeline', manifest, keepFiles } };
  }
  return { going, request: { kind: 'pipelines', manifests, keepFiles } };
}

function* selectedMatching(
  context: ViewContext,
  { filter, except }: SelectionOf<'pipelines-matching'>,
  keepFiles: boolean,
): Slices<Selected> {
  const { dataset, run, state, text } = filter;
  const matching = yield* manifestsOf(context, text);
  const left = new Set(except);
  // One that may be running can't go: who selects all means all others.
  const manifests = listPipelines(context, { dataset, run, state, manifests: matching, deleted_here: true })
    .filter((pipeline) => pipeline.state !== 'running' && !left.has(pipeline.manifest))
    .map(({ manifest }) => manifest);
  const found = pipelinesBy(context, manifests, keepFiles);
  const isAllFailed = state === 'failed' && dataset === undefined && text === undefined && left.size === 0;
  return isAllFailed && !keepFiles ? { ...found, request: { kind: 'failed', run } } : found;
}

function* pipelinesOfRecords(
  context: ViewContext,
  { filter }: SelectionOf<'pipelines-of-records'>,
  keepFiles: boolean,
): Slices<Selected> {
  const { manifests, records } = yield* columnsOf(context);
  const { base, fails } = yield* verdictsOf(context, filter);
  const chosen = new Set<number>();
  yield* eachSlot(records.count, (slot) => {
    if (base[slot] === 1 && fails[slot] === 0) chosen.add(records.manifest[slot] ?? -1);
  });
  const paths = manifests.filter((_manifest, slot) => chosen.has(slot)).map(({ path }) => path);
  return pipelinesBy(context, paths, keepFiles);
}

/**
 * What a selection of the window means now.
 *
 * @param foldersOnly whether of pipelines only the files of their folders go
 */
export function* selected(
  context: ViewContext,
  selection: CleanSelection,
  foldersOnly: boolean,
): Slices<Selected> {
  switch (selection.kind) {
    case 'orphans':
      return yield* selectedOrphans(context, selection);
    case 'foreign':
      return yield* selectedForeign(context, selection);
    case 'results':
      return selectedResults(context, selection);
    case 'pipelines':
      return pipelinesBy(context, selection.manifests, foldersOnly);
    case 'pipelines-matching':
      return yield* selectedMatching(context, selection, foldersOnly);
    case 'pipelines-of-records':
      return yield* pipelinesOfRecords(context, selection, foldersOnly);
    case 'dataset': {
      const { dataset } = selection;
      return { going: datasetGoing(context, dataset), request: { kind: 'dataset', dataset } };
    }
  }
}
