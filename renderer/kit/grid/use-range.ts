import { useCallback, useRef } from 'react';
import { useFollowed } from '../problems/use-followed.ts';
import { MOST_NAMED, TOO_MANY } from '../checked-rows.ts';
import { showToast } from '../toast.ts';

/** Rows of a question. */
const PAGE = 1000;

/**
 * Finds the items from the one that was picked last to another, also where they are not loaded. More than can be named are not
 * sought: it is said that all can be selected.
 *
 * @param ask for a part of the list, by place
 * @param listKey changes when another list is meant
 */
export function useRange<Item>(
  ask: (offset: number, limit: number) => Promise<readonly Item[]>,
  listKey: string,
): (index: number, item: Item, isRange: boolean, found: (items: readonly Item[]) => void) => void {
  const follow = useFollowed();
  const last = useRef<number | null>(null);
  const asked = useRef(ask);
  asked.current = ask;
  const list = useRef(listKey);
  if (list.current !== listKey) {
    list.current = listKey;
    last.current = null;
  }
  return useCallback(
    (index, item, isRange, found) => {
      const from = last.current;
      last.current = index;
      if (!isRange || from === null) {
        found([item]);
        return;
      }
      const first = Math.min(from, index);
      const count = Math.abs(from - index) + 1;
      if (count > MOST_NAMED) {
        last.current = from;
        showToast(TOO_MANY);
        return;
      }
      const offsets = Array.from({ length: Math.ceil(count / PAGE) }, (_, at) => first + at * PAGE);
      const pages = offsets.map((offset) => asked.current(offset, Math.min(PAGE, first + count - offset)));
      follow(
        Promise.all(pages).then((items) => {
          // Another list may be meant by now.
          if (list.current === listKey) found(items.flat());
        }),
      );
    },
    [follow, listKey],
  );
}
