import { useCallback, useMemo, useState } from 'react';
import {
  checkedAll,
  checkedCount,
  checkedShare,
  hasKey,
  isNameable,
  mayName,
  TOO_MANY,
  withKeys,
  type Checked,
} from '../checked-rows.ts';
import { useEscape } from '../escapes.ts';
import { showToast } from '../toast.ts';
import type { Checks } from './column.ts';
import { useRange } from './use-range.ts';

/** A list of which rows can be picked. Its functions stay the same, so that rows are not drawn again for them. */
export interface Picking<Row, Item> {
  /** Changes when other rows are meant: what is picked of them begins anew. */
  readonly listKey: string;
  /** Changes when they come in another order: a range begins anew. */
  readonly orderKey: string;
  /** How many of them can be picked. */
  readonly total: number;
  /** What is kept of a row that is picked. */
  readonly itemOf: (row: Row) => Item;
  readonly keyOf: (item: Item) => string;
  readonly label: (row: Row) => string;
  /** Part of the list by place, for ranges that reach over rows that are not loaded. */
  readonly ask: (offset: number, limit: number) => Promise<readonly Item[]>;
  /** Why one can't be picked; null where it can. */
  readonly refusal?: (item: Item) => string | null;
  /** Why rows can't be picked together; null where they can. */
  readonly allRefusal?: string | null;
}

/** What is picked. */
export interface Picks<Row, Item> {
  readonly checked: Checked<Item>;
  readonly count: number;
  readonly checks: Checks<Row>;
  readonly clear: () => void;
}

/** Rows that are picked one by one, as ranges, or all at once: all is a question, less what was taken out, never a list. */
export function usePicks<Row, Item>(picking: Picking<Row, Item>): Picks<Row, Item> {
  const { listKey, orderKey, total, itemOf, keyOf, label, refusal, ask, allRefusal = null } = picking;
  const [kept, setKept] = useState({ of: listKey, checked: checkedAll<Item>(false) });
  const nothing = useMemo(() => checkedAll<Item>(false), []);
  const checked = kept.of === listKey ? kept.checked : nothing;
  // Ranges are found later, while others are picked: each change begins from what is picked by then.
  const change = useCallback(
    (changed: (now: Checked<Item>) => Checked<Item>) => {
      setKept((now) => ({ of: listKey, checked: changed(now.of === listKey ? now.checked : nothing) }));
    },
    [listKey, nothing],
  );
  const pick = useRange(ask, `${listKey} ${orderKey}`);
  const checks = useMemo<Checks<Row>>(() => {
    const refusalOf = (item: Item): string | null => refusal?.(item) ?? null;
    const keyOfRow = (row: Row): string => keyOf(itemOf(row));
    return {
      isChecked: (row) => refusalOf(itemOf(row)) === null && hasKey(checked, keyOfRow(row)),
      share: checkedShare(checked, total),
      label,
      refusal: (row) => refusalOf(itemOf(row)) ?? (mayName(checked, keyOfRow(row)) ? null : TOO_MANY),
      allRefusal,
      toggle: (index, row, isShift) => {
        const isRange = isShift && allRefusal === null;
        const on = isRange || !hasKey(checked, keyOfRow(row));
        pick(index, itemOf(row), isRange, (items) => {
          const some = items
            .filter((item) => refusalOf(item) === null)
            .map((item): [string, Item] => [keyOf(item), item]);
          if (!isNameable(withKeys(checked, some, on))) showToast(TOO_MANY);
          change((now) => {
            const next = withKeys(now, some, on);
            return isNameable(next) ? next : now;
          });
        });
      },
      toggleAll: () => change((now) => checkedAll<Item>(checkedShare(now, total) !== 'all')),
    };
  }, [checked, total, pick, change, itemOf, keyOf, label, refusal, allRefusal]);
  const clear = useCallback(() => change(() => nothing), [change, nothing]);
  const count = checkedCount(checked, total);
  useEscape('checked', count > 0 ? clear : null);
  return { checked, count, checks, clear };
}
