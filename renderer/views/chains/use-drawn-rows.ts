import { useEffect, useRef } from 'react';
import type { ChainRow } from './chain-row.ts';
import type { OpenedRow } from './open-state.ts';
import { settledRows, type Settled } from './settled-rows.ts';
import type { TreeState } from './use-tree-state.ts';

/**
 * The rows to draw: those of the list before, until the ones of another list are there; null before the first. Keeps open
 * what was opened because of a row above it.
 *
 * @param list see {@link settledRows}
 */
export function useDrawnRows(
  { open, keepOpened }: TreeState,
  list: string,
  made: { readonly rows: readonly ChainRow[]; readonly opened: readonly OpenedRow[] } | null,
): readonly ChainRow[] | null {
  const before = useRef<Settled | null>(null);
  const settled = settledRows(before.current, list, made?.rows ?? null);
  useEffect(() => {
    before.current = settled;
    if (made === null || open.deep.size === 0) return;
    const isDone = made.opened.length === 0 && made.rows.every(({ kind }) => kind !== 'waiting');
    keepOpened(made.opened, isDone);
  });
  return settled?.rows ?? null;
}
