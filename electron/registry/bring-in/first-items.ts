import type { Cleaning } from '../change/look.ts';
import type { Site } from '../change/site.ts';
import { pathsIn, type FoundSource } from './find-manifests.ts';
import type { ImportItem, ImportWish } from './import-plan.ts';
import { ItemPlanner, type ReadManifest } from './item-planner.ts';
import { Targets } from './target.ts';

/** Manifests that are told of before all are read. */
const FIRST = 200;

/** What the first few manifests would come to, each beside those before it alone. */
export class FirstItems {
  readonly items: ImportItem[] = [];
  readonly #planner: ItemPlanner;
  readonly #targets: Targets;

  constructor(planner: ItemPlanner, site: Site) {
    this.#planner = planner;
    this.#targets = new Targets(site);
  }

  get isFull(): boolean {
    return this.items.length >= FIRST;
  }

  /** One that was read, or what came of it where it can't be used. */
  add(found: ReadManifest | ImportItem): void {
    if (this.isFull) return;
    this.items.push('brought' in found ? this.#planner.item(found, this.#targets) : found);
  }
}

/**
 * Says of the first few manifests in some sources what would become of them by what the last scan found in the workspace, which may be
 * something else by now: for showing alone, until {@link makeImportPlan} has said it. Yields after each path the same list.
 */
export function* itemsByLastScan(
  cleaning: Cleaning,
  sources: readonly FoundSource[],
  wish: ImportWish,
): Generator<readonly ImportItem[], void> {
  const planner = new ItemPlanner(cleaning, wish);
  const first = new FirstItems(planner, cleaning.site);
  for (const { tree, path, isChosen } of pathsIn(sources)) {
    for (const found of planner.read(tree, path, isChosen))
      if (!('brought' in found) || !planner.isRepeated(found)) first.add(found);
    yield first.items;
    if (first.isFull) return;
  }
}
