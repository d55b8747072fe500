import type { ReactNode } from 'react';

/** A column of a grid. */
export interface Column<Row> {
  readonly id: string;
  /** Empty for a column of marks; then `label` says what it holds. */
  readonly head: string;
  readonly label?: string;
  /** A track of a CSS grid: `minmax(120px, 1fr)`. The user can drag it to another width. */
  readonly width: string;
  /** Numbers stand on the right. */
  readonly isRight?: boolean;
  /** Where the grid is narrower, in pixels, the column gives way. */
  readonly min?: number;
  /** Whether a click on its head sorts. */
  readonly canSort?: boolean;
  /** In a tree: the column with the names, which are indented. */
  readonly isTree?: boolean;
  /** What stands in it; `width` is that of the column in pixels, 0 before it is known. */
  readonly cell: (row: Row, index: number, width: number) => ReactNode;
  /** The same as plain text, for rows that fly by; see `use-quick-rows.ts`. */
  readonly quick?: (row: Row) => string;
  /** What a cell does not show whole, or not to the digit. */
  readonly title?: (row: Row) => string;
}

/** By which column a grid is sorted. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows that are picked for doing something with them. */
export interface Checks<Row> {
  readonly isChecked: (row: Row) => boolean;
  /** How many of all rows are. */
  readonly share: 'none' | 'some' | 'all';
  /** Checks or unchecks a row; with `isRange`, all from the last one to it become checked. */
  readonly toggle: (index: number, row: Row, isRange: boolean) => void;
  readonly toggleAll: () => void;
  /** Why rows can't be checked together, all or as a range; null where they can. */
  readonly allRefusal?: string | null;
  /** What is read out for the box of a row. */
  readonly label: (row: Row) => string;
  /** Why a row can't be checked; null where it can. */
  readonly refusal?: (row: Row) => string | null;
}

/** Whether a row can be checked. */
export function mayCheck<Row>({ refusal }: Checks<Row>, row: Row): boolean {
  return refusal === undefined || refusal(row) === null;
}

/** Whether rows can be checked together, where they can be checked at all. */
export function mayCheckTogether<Row>(checks: Checks<Row> | undefined): checks is Checks<Row> {
  return checks !== undefined && (checks.allRefusal ?? null) === null;
}

/** How rows stand below each other, for grids that are trees. */
export interface Tree<Row> {
  /** From 1. */
  readonly level: (row: Row) => number;
  /** Whether what is below it is shown; null where nothing is below. */
  readonly isOpen: (row: Row) => boolean | null;
  /** Opens or closes a row; `isDeep` opens all below it. */
  readonly setOpen: (row: Row, open: boolean, isDeep: boolean) => void;
}
