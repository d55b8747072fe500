/** A row that is drawn, with the element that it is drawn in. */
export type Pooled<Row> = Row & { readonly slot: number };

/**
 * Gives rows that are drawn an element each, in the order in which the elements stand on the page. A row that scrolls out at one
 * end comes in again at the other with another content, which is cheaper than a new element.
 *
 * @param rows those that are drawn, ascending without gaps
 * @param size how many elements there are, at least as many as rows
 * @param first the row whose element stands first on the page
 */
export function pooledRows<Row extends { readonly index: number }>(
  rows: readonly Row[],
  size: number,
  first: number,
): readonly Pooled<Row>[] {
  const place = ({ slot }: { readonly slot: number }): number => (slot - (first % size) + size) % size;
  return rows
    .map((row) => ({ ...row, slot: row.index % size }))
    .toSorted((one, other) => place(one) - place(other));
}
