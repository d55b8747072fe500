import type { SqlValue } from './database.ts';
import { RECORD_CELLS, STEP_CELLS, type Cell } from './packed-batch.ts';

/** Cells of a record that are numbers of texts; the others are the values themselves. */
const RECORD_TEXTS: ReadonlySet<number> = new Set([3, 5, 9, 10, 11, 12, 13]);

/** Cells of a step that are numbers of texts. */
const STEP_TEXTS: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 11]);

const isText = (texts: ReadonlySet<number>, cells: number): readonly boolean[] =>
  Array.from({ length: cells }, (_, place) => texts.has(place));

/** For each cell of a record whether it is the number of a text. */
export const RECORD_IS_TEXT = isText(RECORD_TEXTS, RECORD_CELLS);

/** For each cell of a step whether it is the number of a text. */
export const STEP_IS_TEXT = isText(STEP_TEXTS, STEP_CELLS);

/** Copies one packed row behind what `values` begins with, numbers of texts replaced by ids of the dictionary. */
export function unpack(
  values: SqlValue[],
  head: number,
  cells: readonly Cell[],
  row: number,
  isTextCell: readonly boolean[],
  ids: readonly number[],
): void {
  const start = row * isTextCell.length;
  for (let place = 0; place < isTextCell.length; place += 1) {
    const cell = cells[start + place];
    values[head + place] = (isTextCell[place] === true ? ids[cell as number] : cell) ?? null;
  }
}
