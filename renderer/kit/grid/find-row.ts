import { withoutIsolation } from '../../text/isolated.ts';

/**
 * The next row whose text begins with what was typed, from `start` on and then from the top; null where none that is
 * loaded does.
 *
 * @param textAt the text of a row; null while it is not loaded
 */
export function findRow(
  typed: string,
  start: number,
  count: number,
  textAt: (index: number) => string | null,
): number | null {
  const sought = typed.toLowerCase();
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    const text = textAt(index);
    if (text !== null && withoutIsolation(text).toLowerCase().startsWith(sought)) return index;
  }
  return null;
}
