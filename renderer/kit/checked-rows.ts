/** Items of a list that are checked: some by their keys, or all that the filter leaves but some. Never a list of all. */
export interface Checked<Item> {
  readonly isAll: boolean;
  /** The exceptions where all are checked, else what is checked; by their keys. */
  readonly items: ReadonlyMap<string, Item>;
}

/** The most that can be named one by one; the contract takes no more. */
export const MOST_NAMED = 10_000;

/** What is said where somebody picks more. */
export const TOO_MANY =
  'At most 10\u202f000 rows can be picked one by one. Select all, then take out what is to stay.';

/** Nothing, or all that the filter leaves. */
export function checkedAll<Item>(isAll: boolean): Checked<Item> {
  return { isAll, items: new Map<string, Item>() };
}

/** Whether an item is checked. */
export function hasKey<Item>({ isAll, items }: Checked<Item>, key: string): boolean {
  return items.has(key) !== isAll;
}

/** Whether there are no more exceptions than can be named. */
export function isNameable<Item>({ items }: Checked<Item>): boolean {
  return items.size <= MOST_NAMED;
}

/** Whether one item can be checked, or unchecked, by naming it; what is named already can always be taken back. */
export function mayName<Item>({ items }: Checked<Item>, key: string): boolean {
  return items.size < MOST_NAMED || items.has(key);
}

/** The same with some items checked, or unchecked. */
export function withKeys<Item>(
  checked: Checked<Item>,
  some: readonly (readonly [string, Item])[],
  on: boolean,
): Checked<Item> {
  const items = new Map(checked.items);
  for (const [key, item] of some) {
    if (on === checked.isAll) items.delete(key);
    else items.set(key, item);
  }
  return { isAll: checked.isAll, items };
}

/** How many are checked of `total` that the filter leaves. */
export function checkedCount<Item>({ isAll, items }: Checked<Item>, total: number): number {
  return isAll ? Math.max(0, total - items.size) : items.size;
}

/** For the box of the head. */
export function checkedShare<Item>(checked: Checked<Item>, total: number): 'none' | 'some' | 'all' {
  const count = checkedCount(checked, total);
  return count === 0 ? 'none' : count >= total ? 'all' : 'some';
}
