import type { PointerEvent, ReactElement } from 'react';
import { followPointer } from '../follow-pointer.ts';
import { CheckBox } from '../check-box.tsx';
import type { Checks, Column, Sorting } from './column.ts';

/** The head of a grid: sorts by a click, makes columns wider by dragging, and fits them by a double click. */
export function GridHead<Row>({
  id,
  columns,
  tracks,
  sorting,
  onSort,
  checks,
  active,
  onResize,
  onFit,
}: {
  /** Of each cell: this and the column's id. */
  readonly id: string;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly sorting: Sorting | null;
  readonly onSort: ((column: string) => void) | null;
  readonly checks: Checks<Row> | null;
  /** The column that the keyboard is at. */
  readonly active: string | null;
  readonly onResize: (column: string, width: number) => void;
  readonly onFit: (column: string) => void;
}): ReactElement {
  const drag = (column: string, event: PointerEvent<HTMLElement>): void => {
    const cell = event.currentTarget.parentElement;
    if (cell === null) return;
    const from = cell.offsetWidth - event.clientX;
    followPointer(event, (x) => onResize(column, from + x));
  };
  return (
    <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: tracks }}>
      {checks !== null && (
        <div role="columnheader">
          <CheckBox
            label={checks.share === 'all' ? 'Uncheck all rows' : 'Check all rows'}
            isChecked={checks.share === 'all'}
            isMixed={checks.share === 'some'}
            refusal={checks.allRefusal ?? null}
            onToggle={checks.toggleAll}
          />
        </div>
      )}
      {columns.map((column) => {
        const sorted = sorting?.column === column.id ? sorting : null;
        const canSort = column.canSort === true && onSort !== null;
        const look = [
          column.isRight === true ? 'r' : '',
          column.id === active ? 'active' : '',
          canSort ? 'can' : '',
        ];
        return (
          <div
            key={column.id}
            id={`${id}${column.id}`}
            role="columnheader"
            className={look.join(' ')}
            title={column.label}
            {...(sorted === null ? {} : { 'aria-sort': sorted.descending ? 'descending' : 'ascending' })}
            onClick={() => {
              if (canSort) onSort(column.id);
            }}
          >
            {column.label === undefined ? (
              <span className="trunc">{column.head}</span>
            ) : (
              <span className="sr">{column.label}</span>
            )}
            {sorted !== null && <span aria-hidden>{sorted.descending ? '↓' : '↑'}</span>}
            <i
              className="grip"
              aria-hidden
              onClick={(event) => event.stopPropagation()}
              onDoubleClick={() => onFit(column.id)}
              onPointerDown={(event) => drag(column.id, event)}
            />
          </div>
        );
      })}
    </div>
  );
}
