/** The place of a number in an ascending list; -1 where it is not there. */
export function slotOf(ids: Int32Array, id: number): number {
  // Numbers of rows begin with 1 and have no gaps until something is removed.
  if (ids[id - 1] === id) return id - 1;
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] ?? 0;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
