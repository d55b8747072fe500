import type {
  ImportBundle,
  ImportFilePage,
  ImportHead,
  ImportItem,
} from '../../../../shared/api/import/import-plan.ts';
import type { Imported } from '../../../registry/bring-in/apply-import.ts';
import type {
  ImportBundle as PlannedBundle,
  ImportItem as PlannedItem,
} from '../../../registry/bring-in/import-plan.ts';
import type { ImportNames } from '../../jobs/import-names.ts';
import { canCopy, countsOf, rowOf } from '../../jobs/import-rows.ts';
import type { ChosenImport } from '../current-import.ts';
import type { ServedWorkspace } from '../served-workspace.ts';
import { servedBy } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';
import { followed } from './working.ts';

/** A bundle as the contract tells it. */
function bundleOf(bundle: PlannedBundle, item: number, names: ImportNames, taken: boolean): ImportBundle {
  const { source, status, reason, says, madeOf, file } = bundle;
  return {
    item,
    source: names.of(source),
    status,
    reason,
    target: file.path,
    size_bytes: file.size,
    steps: says?.steps ?? null,
    folds: says?.folds.length ?? 0,
    pipeline_id: says?.pipelineId ?? null,
    made_of: madeOf,
    can_take: canCopy(bundle),
    taken,
  };
}

/** Lists that are told whole hold so many rows at most. */
const MOST = 1000;

function headOf(chosen: ChosenImport, dataset: string | null): ImportHead {
  const { id, source, planned, names, totals, bundles } = chosen;
  const { plan, madeAt, took } = planned;
  return {
    plan: id,
    source: source.id,
    name: source.name,
    made_at: madeAt,
    took_ms: took,
    counts: countsOf(plan.items),
    bundles: plan.bundles
      .slice(0, MOST)
      .map((bundle, item) => bundleOf(bundle, item, names, bundles.has(item))),
    dataset,
    wants_dataset: plan.wantsDataset,
    left: plan.left.slice(0, MOST).map(({ path, reason }) => ({ path: names.of(path), reason })),
    left_count: plan.left.length,
    chosen: totals,
    free_bytes: plan.freeBytes,
  };
}

function resultOf(
  { import_id, manifests, bundles, files, bytes, skipped, isCancelled }: Imported,
  chosen: ChosenImport,
) {
  return {
    import_id,
    targets: manifests.slice(0, MOST),
    manifests: manifests.length,
    bundles: bundles.length,
    files: { files, bytes },
    skipped: skipped
      .slice(0, MOST)
      .map(({ source, reason }) => ({ source: chosen.names.of(source), reason })),
    skipped_count: skipped.length,
    cancelled: isCancelled,
  };
}

interface PlanErrors {
  NOT_FOUND(options: { data: { kind: 'import'; name: string } }): Error;
}

/** The plan that a call is about. */
function chosenBy(served: ServedWorkspace, plan: string, errors: PlanErrors): ChosenImport {
  const chosen = served.imports.find(plan);
  if (chosen === null) throw errors.NOT_FOUND({ data: { kind: 'import', name: plan } });
  return chosen;
}

function itemBy(chosen: ChosenImport, place: number, errors: PlanErrors): PlannedItem {
  const item = chosen.items[place];
  if (item === undefined) throw errors.NOT_FOUND({ data: { kind: 'import', name: String(place) } });
  return item;
}

function detailOf(chosen: ChosenImport, place: number, item: PlannedItem): ImportItem {
  const { says, meets, records, source, unresolved, notes, folderFiles, excerpt } = item;
  return {
    row: rowOf(item, place, chosen.names, chosen.taken.has(place)),
    brought:
      says === null
        ? null
        : { path: chosen.names.of(source), uid: says.uid, created: says.createdAt, records },
    here:
      meets === null
        ? null
        : {
            path: meets.path,
            uid: meets.uid,
            created: meets.createdAt,
            records: meets.records,
            same_ids: meets.sameIds,
          },
    is_rerun:
      says !== null && meets !== null && says.pipelineId === meets.pipelineId && says.uid !== meets.uid,
    excerpt: excerpt === null ? null : { first_line: excerpt.firstLine, text: excerpt.text },
    unresolved: unresolved.slice(0, MOST),
    notes,
    missing_folds: item.missingFolds.slice(0, MOST),
    folder_files: folderFiles.map(({ path, size }) => ({ path, size_bytes: size })),
  };
}

const CANT_BE_HAD: ReadonlySet<string> = new Set(['missing', 'wrong-hash', 'rejected']);

function filePage({ files }: PlannedItem, offset: number, limit: number): ImportFilePage {
  const [odd, usual] = [true, false].map((wanted) =>
    files.filter(({ status }) => CANT_BE_HAD.has(status) === wanted),
  );
  const sorted = [...(odd ?? []), ...(usual ?? [])];
  return {
    total: sorted.length,
    rows: sorted
      .slice(offset, offset + limit)
      .map(({ path, status, size, reason }) => ({ path, status, size_bytes: size, reason })),
  };
}

/** What is chosen and did not come yet, by its path in the drop. */
function unsentOf({ items, taken, names }: ChosenImport): { path: string; size_bytes: number }[] {
  const sizes = new Map<string, number>();
  for (const place of taken) {
    const { files = [], folderFiles = [] } = items[place] ?? {};
    const stored = files.filter(({ status }) => status === 'unsent');
    for (const { from, size } of [...stored, ...folderFiles.filter(({ isSent }) => !isSent)]) {
      const path = from === null ? null : names.sentTo(from);
      if (path !== null) sizes.set(path, size ?? 0);
    }
  }
  return [...sizes].map(([path, size]) => ({ path, size_bytes: size }));
}

/** Bringing pipelines in. */
export function importHandlers(imports: CoreProcedures['import']) {
  return {
    current: imports.current.handler((asking) => {
      const current = servedBy(asking).imports;
      const { source, chosen, isPlanning, result } = current;
      if (source === null) return null;
      return {
        source: source.id,
        planning: isPlanning,
        head: chosen === null ? null : headOf(chosen, current.datasetOf(chosen.source)),
        result,
      };
    }),
    plan: imports.plan.handler(async function* plan(asking) {
      const { input, errors, signal, context } = asking;
      const served = servedBy(asking);
      const source = context.sources.get(input.source);
      if (source === undefined) throw errors.UNKNOWN({ data: { id: input.source } });
      const current = served.imports;
      const dataset = input.dataset === undefined ? current.datasetOf(source) : input.dataset;
      current.beginPlanning(source, dataset);
      try {
        const planned = yield* followed({ served, errors, signal, kind: 'import' }, 'planImport', {
          source,
          cache: served.cache,
          dataset,
        });
        return headOf(current.keep(source, planned), dataset);
      } finally {
        current.endPlanning();
      }
    }),
    items: imports.items.handler((asking) => {
      const { plan, offset, limit, status } = asking.input;
      const chosen = chosenBy(servedBy(asking), plan, asking.errors);
      const shown = [...chosen.items.entries()].filter(
        ([, item]) => status === undefined || status.includes(item.status),
      );
      return {
        total: shown.length,
        rows: shown
          .slice(offset, offset + limit)
          .map(([place, item]) => rowOf(item, place, chosen.names, chosen.taken.has(place))),
      };
    }),
    item: imports.item.handler((asking) => {
      const { plan, item: place } = asking.input;
      const chosen = chosenBy(servedBy(asking), plan, asking.errors);
      return detailOf(chosen, place, itemBy(chosen, place, asking.errors));
    }),
    files: imports.files.handler((asking) => {
      const { plan, item: place, offset, limit } = asking.input;
      const chosen = chosenBy(servedBy(asking), plan, asking.errors);
      return filePage(itemBy(chosen, place, asking.errors), offset, limit);
    }),
    choose: imports.choose.handler((asking) => {
      const { plan, items, taken, bundles } = asking.input;
      const chosen = chosenBy(servedBy(asking), plan, asking.errors);
      if (bundles) chosen.chooseBundles(items, taken);
      else chosen.choose(items, taken);
      return chosen.totals;
    }),
    unsent: imports.unsent.handler((asking) => {
      const { plan, offset, limit } = asking.input;
      const files = unsentOf(chosenBy(servedBy(asking), plan, asking.errors));
      return { total: files.length, files: files.slice(offset, offset + limit) };
    }),
    apply: imports.apply.handler(async function* apply(asking) {
      const { input, errors, signal } = asking;
      const served = servedBy(asking);
      const chosen = chosenBy(served, input.plan, errors);
      if (chosen.totals.version !== input.version)
        throw errors.NOT_FOUND({ data: { kind: 'import', name: input.plan } });
      // It may have to wait for its turn; meanwhile another window may choose otherwise, or close the plan.
      const release = chosen.hold();
      try {
        const working = { served, errors, signal, kind: 'import' } as const;
        const done = yield* followed(working, 'applyImport', chosen.choice);
        const result = resultOf(done, chosen);
        served.imports.finish(chosen, result);
        return result;
      } finally {
        release();
      }
    }),
    undo: imports.undo.handler((asking) => {
      const { input, errors, signal } = asking;
      const served = servedBy(asking);
      return followed({ served, errors, signal, kind: 'import' }, 'undoImport', { id: input.import_id });
    }),
    close: imports.close.handler((asking) => servedBy(asking).imports.close()),
  };
}
