import { CaretDownIcon, CaretRightIcon } from '@blueprintjs/icons';
import { memo, type MouseEvent, type ReactElement } from 'react';
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
  readonly isActive: boolean;
  readonly isCurrent: boolean;
  readonly isChecked: boolean;
  readonly checks: Checks<Row> | null;
  readonly tree: Tree<Row> | null;
  readonly isOpen: boolean | null;
  readonly onPress: (index: number, row: Row, event: MouseEvent) => void;
  /** Opens the row of a tree, or closes it. */
  readonly onFold: (index: number, row: Row, isDeep: boolean) => void;
}

function DrawnRow<Row>(props: GridRowProps<Row>): ReactElement {
  const { row, index, columns, widths, checks, tree, isChecked, isOpen, isActive, isCurrent } = props;
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
              label={checks.label(row)}
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
          {...(row === undefined || column.title === undefined ? {} : { title: column.title(row) })}
        >
          {row === undefined ? (
            '…'
          ) : column.isTree === true && tree !== null && level !== null ? (
            <span className="tree-cell" style={{ paddingLeft: (level - 1) * INDENT }}>
              {guides(level)}
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
                {isOpen === null ? null : isOpen ? <CaretDownIcon size={14} /> : <CaretRightIcon size={14} />}
              </button>
              {column.cell(row, index, (widths[column.id] ?? 0) - (level - 1) * INDENT - CARET)}
            </span>
          ) : (
            column.cell(row, index, widths[column.id] ?? 0)
          )}
        </div>
      ))}
    </div>
  );
}

/** Pixels by which each level of a tree stands further right, and of the caret before a name. */
const INDENT = 16;
const CARET = 20;

function guides(level: number): ReactElement[] {
  return Array.from({ length: level - 1 }, (_, at) => (
    <i key={at} className="guide" aria-hidden style={{ left: at * INDENT + CARET / 2 - 3 }} />
  ));
}

/** A row of a grid. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;
