import { SIBLINGS } from './chain-row.ts';

/** Rows of a list that are there, and how many there are in all. */
export interface Loaded<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** A page of a list that comes in pages. */
interface Page {
  readonly total: number;
  readonly next: string | null;
}

/** Asks for a page of a list, behind some row or from the beginning. */
export type AskPage<Answer extends Page> = (after: { after?: string }, limit: number) => Promise<Answer>;

/** Loads the first rows of a list that comes in pages: as many pages of siblings as were asked for. */
export async function loadPages<Answer extends Page, Row>(
  pages: number,
  ask: AskPage<Answer>,
  rowsOf: (page: Answer) => readonly Row[],
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

/** How many pages of a list have to be loaded so that a row is among them; null where it is in none. */
export async function pagesUntil<Answer extends Page, Row>(
  ask: AskPage<Answer>,
  rowsOf: (page: Answer) => readonly Row[],
  isSought: (row: Row) => boolean,
): Promise<number | null> {
  let after: { after?: string } = {};
  for (let pages = 1; ; pages += 1) {
    const page = await ask(after, SIBLINGS);
    if (rowsOf(page).some((row) => isSought(row))) return pages;
    if (page.next === null) return null;
    after = { after: page.next };
  }
}
