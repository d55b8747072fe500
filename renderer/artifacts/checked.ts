import type { RecordPlace } from '../../shared/api/parts.ts';
import type { RecordQuery } from '../../shared/api/record-filter.ts';

/** Records that are checked: some by name, or all that the filter leaves but some. Never a list of all of them. */
export interface Checked {
  readonly isAll: boolean;
  /** The exceptions where all are checked, else what is checked; by their keys. */
  readonly places: ReadonlyMap<string, RecordPlace>;
}

/** Nothing. */
export const NOTHING_CHECKED: Checked = { isAll: false, places: new Map() };

/** What a filter leaves. */
export const ALL_CHECKED: Checked = { isAll: true, places: new Map() };

/** The most that can be named one by one; the contract takes no more. */
export const MOST_NAMED = 10_000;

/** Names a record in a map. */
export function placeKey({ manifest, position }: RecordPlace): string {
  return `${manifest}#${position}`;
}

/** Whether a record is checked. */
export function isChecked({ isAll, places }: Checked, place: RecordPlace): boolean {
  return places.has(placeKey(place)) !== isAll;
}

/** The same with some records checked, or unchecked. */
export function withChecked(checked: Checked, some: readonly RecordPlace[], on: boolean): Checked {
  const places = new Map(checked.places);
  for (const { manifest, position } of some) {
    const place = { manifest, position };
    if (on === checked.isAll) places.delete(placeKey(place));
    else places.set(placeKey(place), place);
  }
  return { isAll: checked.isAll, places };
}

/** How many are checked of `total` that the filter leaves. */
export function checkedCount({ isAll, places }: Checked, total: number): number {
  return isAll ? Math.max(0, total - places.size) : places.size;
}

/** For the box of the head. */
export function checkedShare(checked: Checked, total: number): 'none' | 'some' | 'all' {
  const count = checkedCount(checked, total);
  return count === 0 ? 'none' : count >= total ? 'all' : 'some';
}

/** The question that means the checked records: the filter less what was unchecked, or what was checked alone. */
export function checkedQuery({ isAll, places }: Checked, filter: RecordQuery): RecordQuery {
  const named = [...places.values()];
  if (!isAll) return { only: named };
  return named.length === 0 ? filter : { ...filter, except: named };
}
