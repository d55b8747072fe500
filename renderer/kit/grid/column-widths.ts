import { keepText, keptText } from '../page-storage.ts';

/** Widths that the user dragged columns to, in pixels, by the id of the column. */
export type ColumnWidths = Readonly<Record<string, number>>;

const LEAST = 32;
const MOST = 1200;

/** A width that a column may have. */
export function possibleWidth(width: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, width)));
}

/** Reads what was kept; what is no width is left out. */
export function readColumnWidths(kept: string | null): ColumnWidths {
  if (kept === null) return {};
  const widths = kept.split(' ').map((part): [string, number] => {
    const at = part.lastIndexOf('=');
    return [part.slice(0, at), Number(part.slice(at + 1))];
  });
  return Object.fromEntries(widths.filter(([id, width]) => id !== '' && width >= LEAST && width <= MOST));
}

/** The text that {@link readColumnWidths} reads. */
export function writeColumnWidths(widths: ColumnWidths): string {
  return Object.entries(widths)
    .map(([id, width]) => `${id}=${width}`)
    .join(' ');
}

/** The widths that were kept for a grid by its name. */
export function keptColumnWidths(grid: string): ColumnWidths {
  return readColumnWidths(keptText(`columns.${grid}`));
}

/** Keeps the widths of a grid. */
export function keepColumnWidths(grid: string, widths: ColumnWidths): void {
  keepText(`columns.${grid}`, writeColumnWidths(widths));
}
