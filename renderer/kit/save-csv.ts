import { csvLine } from '../text/csv.ts';
import { plural } from '../text/plural.ts';
import { saveFile } from './save-file.ts';
import { showToast } from './toast.ts';

/** Rows of a question. */
const PAGE = 1000;

/** Which rows are asked for. */
export interface PageAsked {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Saves the files of a list as a CSV file: all that it has, in its order, page by page.
 *
 * @param fields heads of the columns, which are keys of the rows
 * @param ask gives a page of the list, and how many rows all of it has
 */
export async function saveFileList<Row extends object>(
  name: string,
  fields: readonly (keyof Row & string)[],
  ask: (page: PageAsked) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
): Promise<void> {
  const lines = [csvLine(fields)];
  let total = 1;
  for (let offset = 0; offset < total; offset += PAGE) {
    const page = await ask({ offset, limit: PAGE });
    total = page.total;
    for (const row of page.rows) lines.push(csvLine(fields.map((field) => row[field])));
  }
  saveFile(name, 'text/csv', lines);
  showToast(`${plural(lines.length - 1, 'file')} ready to save`);
}
