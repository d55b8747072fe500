import type { ImportCounts, ImportProgress, ImportRow } from '../../../shared/api/import/import-plan.ts';
import type { ImportItem } from '../../registry/bring-in/import-plan.ts';
import type { ImportPlanProgress } from '../../registry/bring-in/make-import-plan.ts';
import type { ImportNames } from './import-names.ts';
import { countsOf, isTakenFirst, rowOf } from './import-rows.ts';

/** Rows that are told while planning goes on. */
const FIRST_ROWS = 200;

const NOTHING: ImportCounts = { new: 0, same: 0, conflict: 0, broken: 0 };

function together(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    new: one.new + other.new,
    same: one.same + other.same,
    conflict: one.conflict + other.conflict,
    broken: one.broken + other.broken,
  };
}

/**
 * What was found so far: told often, so each manifest is looked at once. What is told is never taken back for less: rows by the last scan stay
 * until one that is made of what lies there now takes the place of each.
 */
export class ImportSoFar {
  readonly #names: ImportNames;
  readonly #byLastScan: ImportRow[] = [];
  #counts = NOTHING;
  #rows: ImportRow[] = [];
  #seen = 0;
  #isEarly = true;
  #isRead = false;

  constructor(names: ImportNames) {
    this.#names = names;
  }

  /** @param items the first ones, by the last scan; the same list all the time, as it grows */
  byLastScan(items: readonly ImportItem[]): Pick<ImportProgress, 'counts' | 'rows'> {
    for (const item of items.slice(this.#byLastScan.length))
      this.#byLastScan.push({ ...this.#row(item, this.#byLastScan.length), provisional: true });
    return this.told();
  }

  /** As far as planning is. */
  after({
    items,
    first,
    isRead,
  }: Pick<ImportPlanProgress, 'items' | 'first' | 'isRead'>): Pick<ImportProgress, 'counts' | 'rows'> {
    const isEarly = !isRead || items.length < first.length;
    if (!isEarly && this.#isEarly) this.#begin();
    this.#isEarly = isEarly;
    this.#isRead = isRead;
    const known = isEarly ? first : items;
    const more = known.slice(this.#seen);
    this.#counts = together(this.#counts, countsOf(more));
    for (const item of more.slice(0, FIRST_ROWS - this.#rows.length))
      this.#rows.push(this.#row(item, this.#rows.length));
    this.#seen = known.length;
    return this.told();
  }

  /** All that is known. */
  told(): Pick<ImportProgress, 'counts' | 'rows'> {
    const rest = this.#isRead ? [] : this.#byLastScan.slice(this.#seen);
    return { counts: together(this.#counts, countsOf(rest)), rows: [...this.#rows, ...rest] };
  }

  #row(item: ImportItem, place: number): ImportRow {
    return rowOf(item, place, this.#names, isTakenFirst(item));
  }

  #begin(): void {
    this.#counts = NOTHING;
    this.#rows = [];
    this.#seen = 0;
  }
}
