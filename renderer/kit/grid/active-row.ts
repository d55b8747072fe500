/** The keys that move the active row of a list. */
const MOVES = new Map<string, (at: number, last: number, page: number) => number>([
  ['ArrowDown', (at) => at + 1],
  ['ArrowUp', (at) => at - 1],
  ['PageDown', (at, _last, page) => at + page],
  ['PageUp', (at, _last, page) => at - page],
  ['Home', () => 0],
  ['End', (_at, last) => last],
]);

/**
 * Where a key moves the active row of a list, or null where it moves nothing.
 *
 * @param key as `KeyboardEvent.key` names it
 * @param active the active row; null where there is none yet, which the first move makes the first row
 * @param count rows of the list
 * @param page rows that are seen at once
 */
export function movedRow(key: string, active: number | null, count: number, page: number): number | null {
  const move = MOVES.get(key);
  if (move === undefined || count === 0) return null;
  if (active === null && key !== 'End') return 0;
  const last = count - 1;
  return Math.min(last, Math.max(0, move(active ?? 0, last, Math.max(1, page - 1))));
}

/**
 * Where the active row is now that others may have come or gone; null where the list is empty.
 *
 * @param at where it was
 * @param key which row it was; null where rows have no keys
 * @param keyAt the key of the row at a place; null while it is not loaded
 */
export function followedRow(
  at: number,
  key: string | null,
  count: number,
  keyAt: (index: number) => string | null,
): number | null {
  if (count === 0) return null;
  const last = Math.min(at, count - 1);
  if (key === null || (last === at && keyAt(at) === key)) return last;
  for (let index = 0; index < count; index += 1) if (keyAt(index) === key) return index;
  return last;
}
