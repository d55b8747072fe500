import type { KeyboardEvent } from 'react';
import { copyToClipboard } from '../copy-to-clipboard.ts';
import { movedRow } from './active-row.ts';
import { mayCheck, mayCheckTogether } from './column.ts';
import type { GridProps } from './grid-props.ts';
import type { ColumnLayout } from './use-column-layout.ts';
import { useTypeAhead } from './use-type-ahead.ts';

/** Pixels by which a key makes a column wider. */
const WIDER = 16;

/** What finds rows. */
const LETTER = /^[\p{L}\p{N}_]$/u;

interface Keyed<Row> {
  readonly grid: GridProps<Row>;
  readonly active: number | null;
  /** The column whose head the keyboard is at. */
  readonly head: string | null;
  readonly layout: ColumnLayout<Row>;
  /** Rows that are seen at once. */
  readonly page: () => number;
  readonly activate: (index: number) => void;
  readonly activateHead: (column: string | null) => void;
}

/** Keys at the head: arrows go through the columns, with Shift make them wider; Enter sorts. */
function headKey<Row>(
  { grid, head, layout, activate, activateHead }: Keyed<Row>,
  event: KeyboardEvent,
): boolean {
  const { columns } = layout;
  const at = columns.findIndex(({ id }) => id === head);
  const column = columns[at];
  if (column === undefined) return false;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = event.key === 'ArrowLeft' ? -1 : 1;
      if (event.shiftKey) layout.resize(column.id, (layout.widths[column.id] ?? 0) + step * WIDER);
      else activateHead(columns[at + step]?.id ?? column.id);
      return true;
    }
    case 'ArrowDown':
      if (grid.count > 0) activate(0);
      return true;
    case 'Enter':
    case ' ':
      if (column.canSort === true) grid.onSort?.(column.id);
      return true;
    default:
      return false;
  }
}

/** The row above which one stands in a tree. */
function parentOf<Row>(grid: GridProps<Row>, index: number): number | null {
  const row = grid.rowAt(index);
  if (row === undefined || grid.tree === undefined) return null;
  const level = grid.tree.level(row);
  for (let at = index - 1; at >= 0; at -= 1) {
    const above = grid.rowAt(at);
    if (above !== undefined && grid.tree.level(above) < level) return at;
  }
  return null;
}

function treeKey<Row>(
  { grid, activate }: Keyed<Row>,
  event: KeyboardEvent,
  index: number,
  row: Row,
): boolean {
  const { tree } = grid;
  if (tree === undefined) return false;
  const isOpen = tree.isOpen(row);
  switch (event.key) {
    case 'ArrowRight':
      if (isOpen === false) tree.setOpen(row, true, false);
      else if (isOpen === true) activate(Math.min(grid.count - 1, index + 1));
      return true;
    case 'ArrowLeft': {
      const parent = parentOf(grid, index);
      if (isOpen === true) tree.setOpen(row, false, false);
      else if (parent !== null) activate(parent);
      return true;
    }
    case '*':
      if (isOpen !== null) tree.setOpen(row, true, true);
      return true;
    default:
      return false;
  }
}

function rowKey<Row>(keyed: Keyed<Row>, event: KeyboardEvent, index: number): boolean {
  const { grid } = keyed;
  const row = grid.rowAt(index);
  if (row === undefined) return false;
  if (treeKey(keyed, event, index, row)) return true;
  if (event.key === 'Enter') {
    grid.onOpen?.(row, index);
    return grid.onOpen !== undefined;
  }
  if (event.key === ' ' && grid.checks !== undefined) {
    if (mayCheck(grid.checks, row)) grid.checks.toggle(index, row, event.shiftKey);
    return true;
  }
  const own = grid.keys?.[event.key];
  own?.(row);
  return own !== undefined;
}

/** Whether a key is the grid's: from a box or button in a row all are but those that press a button. */
function isForGrid({ target, currentTarget, key }: KeyboardEvent<HTMLElement>): boolean {
  if (target === currentTarget || target instanceof HTMLInputElement) return true;
  return target instanceof HTMLElement && key !== 'Enter' && key !== ' ' && key !== 'Tab';
}

/** The keys of a grid. */
export function useGridKeys<Row>(keyed: Keyed<Row>): (event: KeyboardEvent<HTMLElement>) => void {
  const typeAhead = useTypeAhead();
  const { grid, active, head, layout, activate } = keyed;

  const withControl = (event: KeyboardEvent): boolean => {
    if (event.key === 'a' && grid.checks !== undefined) {
      if (grid.checks.share !== 'all' && mayCheckTogether(grid.checks)) grid.checks.toggleAll();
      // What is pressed next is about what was picked, from some row.
      if (active === null && grid.count > 0) activate(0);
      return true;
    }
    const row = active === null ? undefined : grid.rowAt(active);
    const isTextSelected = window.getSelection()?.isCollapsed === false;
    if (event.key !== 'c' || row === undefined || grid.copyText === undefined || isTextSelected) return false;
    const copied = grid.copyText(row);
    if (typeof copied === 'string') copyToClipboard(copied);
    else if (copied !== null) copyToClipboard(copied.text, copied.what);
    return true;
  };

  const find = (event: KeyboardEvent): boolean => {
    const { findText } = grid;
    if (findText === undefined || !LETTER.test(event.key)) return false;
    const found = typeAhead.find(event.key, active, grid.count, (index) => {
      const row = grid.rowAt(index);
      return row === undefined ? null : findText(row);
    });
    if (found !== null) activate(found);
    return true;
  };

  const plain = (event: KeyboardEvent): boolean => {
    if (head !== null && headKey(keyed, event)) return true;
    if (event.key === 'ArrowUp' && (active === null || active === 0)) {
      keyed.activateHead(layout.columns.find(({ canSort }) => canSort)?.id ?? null);
      return true;
    }
    const moved = movedRow(event.key, active, grid.count, keyed.page());
    if (moved !== null) {
      const row = grid.rowAt(moved);
      const { checks } = grid;
      if (event.shiftKey && active !== null && row !== undefined && mayCheckTogether(checks)) {
        const from = grid.rowAt(active);
        if (from !== undefined && !checks.isChecked(from)) checks.toggle(active, from, false);
        checks.toggle(moved, row, true);
      }
      activate(moved);
      return true;
    }
    // A letter in the middle of a word is not the key of a row.
    if (LETTER.test(event.key) && typeAhead.isOn() && find(event)) return true;
    return (active !== null && rowKey(keyed, event, active)) || find(event);
  };

  return (event) => {
    if (event.altKey || !isForGrid(event)) return;
    const isDone = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
    if (isDone) event.preventDefault();
  };
}
