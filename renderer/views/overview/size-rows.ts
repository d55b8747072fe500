import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import type { Sorting } from '../../kit/grid/column.ts';
import { readSortingText, writeSorting } from '../../kit/grid/sorting-text.ts';
import { sizeName } from './size-name.ts';
import { below, type SizeTree } from './size-tree.ts';

/** What is open at first: the largest node, and the largest below it. */
export function firstOpen(tree: SizeTree): ReadonlySet<string> {
  const [largest] = below(tree, null);
  if (largest === undefined) return new Set();
  const [second] = below(tree, largest.id);
  return new Set(second === undefined ? [largest.id] : [largest.id, second.id]);
}

/** A node as a row of the tree table. */
export interface SizeRow {
  readonly node: SizeNode;
  /** From 1. */
  readonly level: number;
  /** Null where nothing is below it. */
  readonly isOpen: boolean | null;
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** By which orders the table can be sorted, by the id of the column. */
const ORDERS: ReadonlyMap<string, (one: SizeNode, other: SizeNode) => number> = new Map([
  ['name', (one: SizeNode, other: SizeNode) => COLLATOR.compare(sizeName(one), sizeName(other))],
  ['size', (one, other) => one.bytes - other.bytes],
  ['files', (one, other) => one.files - other.files],
  ['records', (one, other) => one.records - other.records],
  ['saved', (one, other) => one.saved_bytes - other.saved_bytes],
]);

/** The rows of the table: open nodes with what is below them, those below one node in the order that was asked for. */
export function sizeRows(tree: SizeTree, open: ReadonlySet<string>, sorting: Sorting): readonly SizeRow[] {
  const compare = ORDERS.get(sorting.column);
  const sign = sorting.descending ? -1 : 1;
  const rows: SizeRow[] = [];
  const add = (parent: string | null, level: number): void => {
    const sorted = below(tree, parent).toSorted(
      (one, other) => sign * (compare?.(one, other) ?? 0) || other.bytes - one.bytes,
    );
    for (const node of sorted) {
      const isOpen = tree.children.has(node.id) ? open.has(node.id) : null;
      rows.push({ node, level, isOpen });
      if (isOpen === true) add(node.id, level + 1);
    }
  };
  add(null, 1);
  return rows;
}

/** The open nodes after one was opened or closed; `isDeep` means all below it as well. */
export function withOpen(
  tree: SizeTree,
  open: ReadonlySet<string>,
  { id, isOpen, isDeep }: { readonly id: string; readonly isOpen: boolean; readonly isDeep: boolean },
): ReadonlySet<string> {
  const next = new Set(open);
  const waiting = [id];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (isOpen) next.add(one);
    else next.delete(one);
    if (!isDeep) break;
    waiting.push(...below(tree, one).flatMap((child) => (tree.children.has(child.id) ? [child.id] : [])));
  }
  return next;
}

const LARGEST: Sorting = { column: 'size', descending: true };

/** Reads the order of the tree table from the address. The largest come first by themselves. */
export function readSizeSorting(text: string | undefined): Sorting {
  return readSortingText(text, (column) => ORDERS.has(column)) ?? LARGEST;
}

/** The order after a click on the head of a column, as the address has it. */
export function nextSizeSorting(now: Sorting, column: string): string {
  return writeSorting({
    column,
    descending: now.column === column ? !now.descending : column !== 'name',
  });
}
