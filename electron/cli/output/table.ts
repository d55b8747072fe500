import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Page } from './page.ts';
import type { Tone } from './style.ts';
import { cutToWidth, pad, widthOf } from './text-width.ts';

/** One column of a table. Values may come from the workspace: they are escaped here. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  /** Numbers are aligned to the right. */
  readonly align?: 'left' | 'right';
  /** The column may be cut in the middle down to this width; without it the text stays whole, since people copy it. */
  readonly shrinkTo?: number;
  readonly tone?: (row: Row) => Tone;
  /** Where even shrunk columns don't fit, columns with this leave, the lowest number first. */
  readonly leaves?: number;
}

/** The columns that have something to say, with their widths. */
export interface TableLayout<Row> {
  readonly columns: readonly Column<Row>[];
  readonly widths: readonly number[];
}

const GAP = '  ';

/** Takes columns away from the widest column that may shrink, until the row fits or none may. */
function shrink<Row>(columns: readonly Column<Row>[], natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - room;
  while (over > 0) {
    let widest = -1;
    for (const [place, column] of columns.entries()) {
      const spare = (widths[place] ?? 0) - (column.shrinkTo ?? Number.POSITIVE_INFINITY);
      if (spare > 0 && (widest < 0 || (widths[place] ?? 0) > (widths[widest] ?? 0))) widest = place;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}

/** A column with the width of its widest text. */
interface Measured<Row> {
  readonly column: Column<Row>;
  readonly width: number;
}

/** Leaves out columns that may leave, until the others, shrunk, fit. */
function dropUntilFit<Row>(measured: readonly Measured<Row>[], room: number): readonly Measured<Row>[] {
  const least = measured.reduce(
    (sum, { column, width }) => sum + GAP.length + Math.min(width, column.shrinkTo ?? width),
    -GAP.length,
  );
  if (least <= room) return measured;
  const ranks = measured.map(({ column }) => column.leaves).filter((rank) => rank !== undefined);
  if (ranks.length === 0) return measured;
  const first = Math.min(...ranks);
  return dropUntilFit(
    measured.filter(({ column }) => column.leaves !== first),
    room,
  );
}

/** Decides which columns are shown and how wide, by these rows: a column that is empty in all of them is left out. */
export function layOut<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): TableLayout<Row> {
  const measured = columns.map((column): Measured<Row> => {
    const widest = rows.reduce(
      (most, row) => Math.max(most, widthOf(escapeForTerminal(column.value(row)))),
      0,
    );
    return { column, width: widest === 0 ? 0 : Math.max(widest, widthOf(column.title)) };
  });
  const shown = dropUntilFit(
    measured.filter((each) => each.width > 0),
    width,
  );
  const kept = shown.map(({ column }) => column);
  const natural = shown.map((each) => each.width);
  return { columns: kept, widths: shrink(kept, natural, width) };
}

function line(cells: readonly string[]): string {
  return `${cells.join(GAP).trimEnd()}\n`;
}

/** The line of titles. */
export function head<Row>({ columns, widths }: TableLayout<Row>, page: Page): string {
  return line(
    columns.map(({ title, align = 'left' }, place) => {
      const padded =
        align === 'left' && place === columns.length - 1 ? title : pad(title, widths[place] ?? 0, align);
      return page.style('quiet', padded);
    }),
  );
}

/** One row of a table that was laid out; a cell that turns out wider than its column stays whole, or is cut where it may be. */
export function rowLine<Row>({ columns, widths }: TableLayout<Row>, row: Row, page: Page): string {
  return line(
    columns.map((column, place) => {
      const width = widths[place] ?? 0;
      const text = escapeForTerminal(column.value(row));
      const cell = column.shrinkTo === undefined ? text : cutToWidth(text, width);
      const align = column.align ?? 'left';
      const padded = align === 'left' && place === columns.length - 1 ? cell : pad(cell, width, align);
      return page.style(column.tone?.(row) ?? 'plain', padded);
    }),
  );
}

/** A whole table, indented by some columns. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  page: Page,
  indent: string = '',
): string {
  const layout = layOut(columns, rows, page.width - indent.length);
  const lines = [head(layout, page), ...rows.map((row) => rowLine(layout, row, page))];
  return lines.map((text) => indent + text).join('');
}
