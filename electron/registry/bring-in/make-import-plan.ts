import type { Cleaning } from '../change/look.ts';
import type { CleanProgress } from '../change/outcome.ts';
import { bytesToWrite } from './bytes-to-write.ts';
import { pathsIn, type FoundSource } from './find-manifests.ts';
import { FirstItems } from './first-items.ts';
import type { ImportItem, ImportPlan, ImportWish } from './import-plan.ts';
import { ItemPlanner, orderOf, type ReadManifest } from './item-planner.ts';
import { bundleText, planBundles } from './plan-bundles.ts';
import { Targets } from './target.ts';

/**
 * How far planning is; `items` are those so far, the same list all the time. Where a manifest goes is known when all are read: until then
 * `first` says of the first few what each would come to beside those before it alone.
 */
export type ImportPlanProgress = CleanProgress & {
  readonly items: readonly ImportItem[];
  readonly first: readonly ImportItem[];
  /** Whether all are read. */
  readonly isRead: boolean;
};

/** Says of all manifests in some sources what would become of them. Changes nothing; the workspace must have been scanned right before. */
export function* makeImportPlan(
  cleaning: Cleaning,
  sources: readonly FoundSource[],
  wish: ImportWish,
): Generator<ImportPlanProgress, ImportPlan> {
  const planner = new ItemPlanner(cleaning, wish);
  const items: ImportItem[] = [];
  const first = new FirstItems(planner, cleaning.site);
  const read: ReadManifest[] = [];
  const told = (isRead: boolean, files: number, total: number): ImportPlanProgress => {
    const far = { files, total_files: total, bytes: 0, total_bytes: 0 };
    return { phase: 'look', ...far, items, first: first.items, isRead };
  };
  for (const { tree, path, isChosen, among } of pathsIn(sources)) {
    yield told(false, read.length, among);
    for (const found of planner.read(tree, path, isChosen)) {
      if (!('brought' in found)) items.push(found);
      else if (planner.isRepeated(found)) continue;
      else read.push(found);
      first.add(found);
    }
  }
  read.sort((one, other) => orderOf(one) - orderOf(other) || (one.label < other.label ? -1 : 1));
  const targets = new Targets(cleaning.site);
  for (const [place, each] of read.entries()) {
    yield told(true, place, read.length);
    items.push(planner.item(each, targets));
  }
  const bundles = planBundles(cleaning, sources, wish);
  const staying = bundles
    .filter(({ isTaken }) => !isTaken)
    .map((bundle) => ({ path: bundle.source, reason: bundleText(bundle) }));
  const free = cleaning.site.fs.freeBytes(cleaning.site.root);
  return {
    items: items.toSorted((one, other) => (one.source < other.source ? -1 : 1)),
    bundles,
    left: [...staying, ...sources.flatMap(({ left }) => left)],
    bytes: bytesToWrite(items, bundles),
    freeBytes: free.ok ? free.value : null,
    wantsDataset: planner.wantsDataset,
  };
}
