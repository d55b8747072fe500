import { SIBLINGS } from './chain-row.ts';

/** Rows of a list that are there, and how many there are in all. */
export interface Loaded<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Loads the first rows of a list that comes in pages: as many pages of siblings as were asked for. */
export async function loadPages<Page extends { readonly total: number; readonly next: string | null }, Row>(
  pages: number,
  ask: (after: { after?: string }, limit: number) => Promise<Page>,
  rowsOf: (page: Page) => readonly Row[],
): Promise<Loaded<Row>> {
  const rows: Row[] = [];
  let after: { after?: string } = {};
  let total = 0;
  for (let at = 0; at < pages; at += 1) {
    const page = await ask(after, SIBLINGS);
    rows.push(...rowsOf(page));
    total = page.total;
    if (page.next === null) break;
    after = { after: page.next };
  }
  return { rows, total };
}
