import { useCallback, useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import type { Column } from './column.ts';
import { keepColumnWidths, keptColumnWidths, possibleWidth, type ColumnWidths } from './column-widths.ts';

/** The columns that are shown, and how wide. */
export interface ColumnLayout<Row> {
  readonly columns: readonly Column<Row>[];
  /** The tracks of the CSS grid. */
  readonly tracks: string;
  /** How wide each column is now, in pixels. */
  readonly widths: Readonly<Record<string, number>>;
  readonly resize: (column: string, width: number) => void;
  /** Makes a column as wide as what is seen in it needs. */
  readonly fit: (column: string) => void;
}

/** Space beside the text of a cell when a column is fitted, in pixels. */
const SLACK = 2;

/** See {@link ColumnLayout}. Widths are kept by the name of the grid. */
export function useColumnLayout<Row>(
  name: string,
  all: readonly Column<Row>[],
  width: number,
  scroller: RefObject<HTMLElement | null>,
  hasChecks: boolean,
): ColumnLayout<Row> {
  const [dragged, setDragged] = useState<ColumnWidths>(() => keptColumnWidths(name));
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  // The same list as long as the same columns are shown: rows are drawn again when it is another.
  const shownIds = all
    .filter(({ min }) => min === undefined || width >= min)
    .map(({ id }) => id)
    .join(' ');
  const columns = useMemo(() => {
    const shown = new Set(shownIds.split(' '));
    return all.filter(({ id }) => shown.has(id));
  }, [all, shownIds]);
  const track = (column: Column<Row>): string => {
    const own = dragged[column.id];
    return own === undefined ? column.width : `${own}px`;
  };
  const tracks = [...(hasChecks ? ['18px'] : []), ...columns.map((column) => track(column))].join(' ');

  const ids = shownIds;
  useLayoutEffect(() => {
    const heads = scroller.current?.querySelectorAll<HTMLElement>('.grid-head [role=columnheader]') ?? [];
    const cells = [...heads].slice(hasChecks ? 1 : 0);
    setWidths(Object.fromEntries(ids.split(' ').map((id, at) => [id, cells[at]?.clientWidth ?? 0])));
  }, [scroller, ids, tracks, width, hasChecks]);

  const resize = useCallback(
    (column: string, wanted: number) => {
      setDragged((known) => {
        const next = { ...known, [column]: possibleWidth(wanted) };
        keepColumnWidths(name, next);
        return next;
      });
    },
    [name],
  );
  const fit = useCallback(
    (column: string) => {
      const at = ids.split(' ').indexOf(column) + (hasChecks ? 1 : 0);
      const rows = scroller.current?.querySelectorAll('[role=row]') ?? [];
      const needed = [...rows].map((row) => row.children[at]?.scrollWidth ?? 0);
      resize(column, Math.max(0, ...needed) + SLACK);
    },
    [ids, hasChecks, scroller, resize],
  );
  return { columns, tracks, widths, resize, fit };
}
