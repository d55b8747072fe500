import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { movedRow } from './active-row.ts';
import { useWidth } from './use-width.ts';

/** Pixels of a row and of the head, as `tokens.css` has them (`--h-row`, `--h-head`). */
const ROW = 26;
const HEAD = 26;

/** A column of a {@link Grid}. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** A track of a CSS grid: `minmax(120px, 1fr)`. */
  readonly width: string;
  /** Numbers stand on the right. */
  readonly isRight?: boolean;
  /** Where the grid is narrower, in pixels, the column gives way. */
  readonly min?: number;
  readonly cell: (row: Row) => ReactNode;
  /** What a cell does not show whole, or not to the digit. */
  readonly title?: (row: Row) => string;
}

/**
 * A table of any number of rows, of which only those that are seen are on the page. One element has the focus; keys
 * move the active row.
 */
export function Grid<Row>({
  label,
  columns: all,
  count,
  rowAt,
  onShown,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  /** A row by its place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Told of the last row that is about to be seen, so that it can be loaded. */
  readonly onShown: (last: number) => void;
}): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState<number | null>(null);
  const width = useWidth(scroller);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0) onShown(last);
  }, [last, onShown]);

  const columns = all.filter(({ min }) => min === undefined || width >= min);
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  const shownActive = active !== null && active < count ? active : null;
  const rowId = (index: number): string => `${id}-${index}`;
  const activate = (index: number): void => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.floor(((scroller.current?.clientHeight ?? HEAD) - HEAD) / ROW);
    const moved = movedRow(event.key, shownActive, count, page);
    if (moved === null) return;
    event.preventDefault();
    activate(moved);
  };
  const isActiveThere = shownActive !== null && items.some(({ index }) => index === shownActive);
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      tabIndex={0}
      {...(isActiveThere ? { 'aria-activedescendant': rowId(shownActive) } : {})}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-row" style={tracks}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={column.isRight === true ? 'r' : undefined}>
              {column.head}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() - HEAD }}>
        {items.map(({ index, key, start }) => {
          const row = rowAt(index);
          return (
            <div
              key={key}
              id={rowId(index)}
              role="row"
              aria-rowindex={index + 2}
              className={index === shownActive ? 'grid-row active' : 'grid-row'}
              style={{ ...tracks, transform: `translateY(${start - HEAD}px)` }}
              onClick={() => setActive(index)}
            >
              {columns.map((column) => (
                <div
                  key={column.id}
                  role="gridcell"
                  className={column.isRight === true ? 'r' : undefined}
                  {...(row === undefined || column.title === undefined ? {} : { title: column.title(row) })}
                >
                  {row === undefined ? '…' : column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
