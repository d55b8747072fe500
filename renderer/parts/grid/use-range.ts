import { useCallback, useRef } from 'react';

/** Rows of a question. */
const PAGE = 1000;

/**
 * Finds the items from the one that was picked last to another, also where they are not loaded.
 *
 * @param ask for a part of the list, by place
 * @param listKey changes when another list is meant
 */
export function useRange<Item>(
  ask: (offset: number, limit: number) => Promise<readonly Item[]>,
  listKey: string,
): (index: number, item: Item, isRange: boolean, found: (items: readonly Item[]) => void) => void {
  const last = useRef<number | null>(null);
  const asked = useRef(ask);
  asked.current = ask;
  const list = useRef(listKey);
  if (list.current !== listKey) {
    list.current = listKey;
    last.current = null;
  }
  return useCallback((index, item, isRange, found) => {
    const from = last.current;
    last.current = index;
    if (!isRange || from === null) {
      found([item]);
      return;
    }
    const first = Math.min(from, index);
    const count = Math.abs(from - index) + 1;
    const offsets = Array.from({ length: Math.ceil(count / PAGE) }, (_, at) => first + at * PAGE);
    void Promise.all(
      offsets.map((offset) => asked.current(offset, Math.min(PAGE, first + count - offset))),
    ).then((pages) => found(pages.flat()));
  }, []);
}
