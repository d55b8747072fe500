import type { ImportResult, ImportTotals } from '../../../shared/api/import/import-plan.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { ImportItem } from '../../registry/bring-in/import-plan.ts';
import { removeUnpacked } from '../../registry/bring-in/unpacked.ts';
import type { ApplyImportInput } from '../jobs/apply-import.ts';
import { ImportNames } from '../jobs/import-names.ts';
import { canCopy, canTake, isTakenFirst, totalsOf } from '../jobs/import-rows.ts';
import type { PlannedImport } from '../jobs/plan-import.ts';

/** A plan of what would be brought in, with what is chosen of it. */
export class ChosenImport {
  readonly id: string;
  readonly source: GivenSource;
  readonly planned: PlannedImport;
  readonly names: ImportNames;
  readonly #taken = new Set<number>();
  readonly #bundles = new Set<number>();
  /** What the user said of a manifest or bundle, by its name: it holds for the next plan of the same source too. */
  readonly #said: Map<string, boolean>;
  #version = 0;
  #totals: ImportTotals | null = null;
  #holders = 0;
  #isDropped = false;

  constructor(id: string, source: GivenSource, planned: PlannedImport, said: ReadonlyMap<string, boolean>) {
    this.id = id;
    this.source = source;
    this.planned = planned;
    this.names = new ImportNames(source);
    this.#said = new Map(said);
    for (const [place, item] of this.items.entries()) {
      if (canTake(item) && (said.get(item.source) ?? isTakenFirst(item))) this.#taken.add(place);
    }
    for (const [place, bundle] of planned.plan.bundles.entries()) {
      if (canCopy(bundle) && said.get(bundle.source) === true) this.#bundles.add(place);
    }
  }

  get items(): readonly ImportItem[] {
    return this.planned.plan.items;
  }

  /** Places of what is taken. */
  get taken(): ReadonlySet<number> {
    return this.#taken;
  }

  /** Places of the bundles that are copied. */
  get bundles(): ReadonlySet<number> {
    return this.#bundles;
  }

  get said(): ReadonlyMap<string, boolean> {
    return this.#said;
  }

  /** What is taken comes to, summed up once for each choice. */
  get totals(): ImportTotals {
    this.#totals ??= totalsOf(
      this.items.filter((_item, place) => this.#taken.has(place)),
      this.planned.plan.bundles.filter((_bundle, place) => this.#bundles.has(place)),
      this.#version,
    );
    return this.#totals;
  }

  /** What is taken by now. Choices that are made later change nothing of it. */
  get choice(): ApplyImportInput {
    return { plan: this.planned.plan, taken: new Set(this.#taken), bundles: new Set(this.#bundles) };
  }

  /** Keeps what was unpacked for it until the function that it gives is called: it is being brought in. */
  hold(): () => void {
    this.#holders += 1;
    return () => {
      this.#holders -= 1;
      if (this.#isDropped) this.drop();
    };
  }

  /** Nobody wants it any more: what was unpacked for it goes, once nobody holds it. */
  drop(): void {
    this.#isDropped = true;
    if (this.#holders === 0) removeUnpacked(this.planned.unpacked);
  }

  /** Copies bundles, or leaves them; all that are new where `places` is null. */
  chooseBundles(places: readonly number[] | null, copied: boolean): void {
    const all = this.planned.plan.bundles;
    for (const place of places ?? all.keys()) {
      const bundle = all[place];
      if (bundle === undefined || !canCopy(bundle)) continue;
      if (places === null && copied && bundle.status !== 'new') continue;
      if (copied) this.#bundles.add(place);
      else this.#bundles.delete(place);
      this.#said.set(bundle.source, copied);
    }
    this.#version += 1;
    this.#totals = null;
  }

  /** Takes items, or leaves them; all that can be taken where `places` is null. */
  choose(places: readonly number[] | null, taken: boolean): void {
    for (const place of places ?? this.items.keys()) {
      const item = this.items[place];
      if (item === undefined || !canTake(item)) continue;
      if (taken) this.#taken.add(place);
      else this.#taken.delete(place);
      this.#said.set(item.source, taken);
    }
    this.#version += 1;
    this.#totals = null;
  }
}

/** The import of a workspace: the last plan of one, and what it came to. It lives as long as the core, so that a page that is loaded anew goes on. */
export class CurrentImport {
  #source: GivenSource | null = null;
  #dataset: string | null = null;
  #chosen: ChosenImport | null = null;
  #planning = 0;
  #result: ImportResult | null = null;
  #next = 1;

  /** What bringing in came to; null before that, and once something else is looked at. */
  get result(): ImportResult | null {
    return this.#result;
  }

  get source(): GivenSource | null {
    return this.#source;
  }

  /** Of which dataset exported artifacts of a source are that don't say it, as the user said last; null where nobody did. */
  datasetOf({ id }: GivenSource): string | null {
    return this.#source?.id === id ? this.#dataset : null;
  }

  get chosen(): ChosenImport | null {
    return this.#chosen;
  }

  get isPlanning(): boolean {
    return this.#planning > 0;
  }

  /** Another source, or the same again, is being looked at; until that is done the plan before can still be asked. */
  beginPlanning(source: GivenSource, dataset: string | null): void {
    this.#source = source;
    this.#dataset = dataset;
    this.#result = null;
    this.#planning += 1;
  }

  /** It was looked at. Where whoever asked went away, nothing is left but the source: the page that comes next asks again. */
  endPlanning(): void {
    this.#planning -= 1;
    if (this.#planning === 0 && this.#chosen?.source.id !== this.#source?.id) this.#drop();
  }

  /** A plan takes the place of the one before. Those who joined the same planning get the same one. */
  keep(source: GivenSource, planned: PlannedImport): ChosenImport {
    const before = this.#chosen;
    if (before?.planned === planned) return before;
    const said = before?.source.id === source.id ? before.said : new Map<string, boolean>();
    this.#drop();
    this.#chosen = new ChosenImport(`import-${this.#next++}`, source, planned, said);
    this.#source = source;
    return this.#chosen;
  }

  /** What bringing in a plan came to, unless another one took its place meanwhile. */
  finish(chosen: ChosenImport, result: ImportResult): void {
    if (this.#chosen === chosen && this.#source?.id === chosen.source.id) this.#result = result;
  }

  /** The plan of an id; null where another took its place. */
  find(id: string): ChosenImport | null {
    return this.#chosen?.id === id ? this.#chosen : null;
  }

  /** Forgets all. */
  close(): void {
    this.#drop();
    this.#source = null;
    this.#result = null;
  }

  #drop(): void {
    this.#chosen?.drop();
    this.#chosen = null;
  }
}
