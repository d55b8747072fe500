import { memo, type MouseEvent, type ReactElement, type ReactNode } from 'react';
import { CheckBox } from '../check-box.tsx';
import type { Checks, Column, Tree } from './column.ts';

/** What a row of a grid is drawn from; equal values are not drawn again. */
export interface GridRowProps<Row> {
  readonly id: string;
  readonly index: number;
  /** Undefined while it is not loaded. */
  readonly row: Row | undefined;
  readonly columns: readonly Column<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly tracks: string;
  /** Pixels below the head. */
  readonly top: number;
  /** Whether it flies by; see `use-quick-rows.ts`. */
  readonly isQuick: boolean;
  readonly isActive: boolean;
  readonly isCurrent: boolean;
  readonly isChecked: boolean;
  readonly checks: Checks<Row> | null;
  readonly tree: Tree<Row> | null;
  readonly isOpen: boolean | null;
  readonly onPress: (index: number, row: Row, event: MouseEvent) => void;
  /** Whether the mouse can drag it somewhere. */
  readonly isDraggable: boolean;
  readonly onDrag: (row: Row) => void;
  /** Opens the row of a tree, or closes it. */
  readonly onFold: (index: number, row: Row, isDeep: boolean) => void;
}

function DrawnRow<Row>(props: GridRowProps<Row>): ReactElement {
  const { row, index, columns, widths, checks, tree, isChecked, isOpen, isActive, isCurrent, isQuick } =
    props;
  const look = ['grid-row', isActive ? 'active' : '', isCurrent ? 'current' : '', isChecked ? 'checked' : ''];
  const level = row === undefined || tree === null ? null : tree.level(row);
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChecked || isCurrent}
      {...(level === null ? {} : { 'aria-level': level })}
      {...(isOpen === null ? {} : { 'aria-expanded': isOpen })}
      className={look.join(' ')}
      style={{ gridTemplateColumns: props.tracks, transform: `translateY(${props.top}px)` }}
      draggable={props.isDraggable}
      onDragStart={(event) => {
        if (row === undefined || !props.isDraggable) return;
        // The system drags a file, and not the browser what is drawn here.
        event.preventDefault();
        props.onDrag(row);
      }}
      onMouseDown={(event) => {
        // With Shift, rows are meant and not their text.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        if (row !== undefined) props.onPress(index, row, event);
      }}
    >
      {checks !== null && (
        <div role="gridcell">
          {row !== undefined && (
            <CheckBox
              label={isQuick ? '' : checks.label(row)}
              isChecked={isChecked}
              refusal={checks.refusal?.(row) ?? null}
              onToggle={(isRange) => checks.toggle(index, row, isRange)}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={column.isRight === true ? 'r' : undefined}
          {...(row === undefined || isQuick || column.title === undefined
            ? {}
            : { title: column.title(row) })}
        >
          {row === undefined ? (
            '…'
          ) : column.isTree === true && level !== null ? (
            <span className="tree-cell" style={{ paddingLeft: (level - 1) * INDENT }}>
              <i className="guides" aria-hidden style={{ width: (level - 1) * INDENT }} />
              <button
                type="button"
                className="caret"
                tabIndex={-1}
                aria-hidden
                onClick={(event) => {
                  event.stopPropagation();
                  props.onFold(index, row, event.altKey);
                }}
              >
                {CARET}
              </button>
              {drawn(column, row, props, (widths[column.id] ?? 0) - (level - 1) * INDENT - CARET_WIDTH)}
            </span>
          ) : (
            drawn(column, row, props, widths[column.id] ?? 0)
          )}
        </div>
      ))}
    </div>
  );
}

function drawn<Row>(
  column: Column<Row>,
  row: Row,
  { index, isQuick }: GridRowProps<Row>,
  width: number,
): ReactNode {
  return isQuick && column.quick !== undefined ? column.quick(row) : column.cell(row, index, width);
}

/** Pixels by which each level of a tree stands further right, and of the caret before a name. */
const INDENT = 16;
const CARET_WIDTH = 20;

/** Points right; the styles turn it where the row is open, and hide it where there is nothing below. */
const CARET = (
  <svg width={14} height={14} viewBox="0 0 16 16">
    <path d="M11 8c0-.15-.07-.28-.17-.37l-4-3.5A.495.495 0 0 0 6 4.5v7a.495.495 0 0 0 .83.37l4-3.5c.1-.09.17-.22.17-.37" />
  </svg>
);

/** A row of a grid. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;
