import { useCallback } from 'react';
import { keptStates } from '../../kit/kept-state.ts';
import {
  NOTHING_SAID,
  withAllOpen,
  withOpen,
  withOpened,
  type OpenedRow,
  type OpenState,
} from './open-state.ts';

/** What the user did to a tree: rows that are open, and how many pages of siblings were asked for. */
export interface TreeState {
  readonly open: OpenState;
  readonly pagesOf: (key: string) => number;
  /** All that is more than one, to see whether it changed. */
  readonly pages: readonly (readonly [string, number])[];
  readonly setOpen: (key: string, open: boolean, isDeep: boolean) => void;
  readonly openAll: (keys: readonly string[], isDeep: boolean) => void;
  readonly closeAll: (keys: readonly string[]) => void;
  readonly showMore: (key: string) => void;
  /** Asks for so many pages of some lists, where there are not more of them already. */
  readonly showPages: (lists: readonly (readonly [string, number])[]) => void;
  /** See {@link withOpened}. */
  readonly keepOpened: (opened: readonly OpenedRow[], isDone: boolean) => void;
}

const opens = keptStates<OpenState>();
const pageCounts = keptStates<ReadonlyMap<string, number>>();

/**
 * See {@link TreeState}. It comes back as it was left.
 *
 * @param name of the tree, and of the workspace that it is of
 */
export function useTreeState(name: string): TreeState {
  const [open, setState] = opens.useKept(name, () => NOTHING_SAID);
  const [pages, setPages] = pageCounts.useKept(name, () => new Map());
  return {
    open,
    pages: [...pages],
    pagesOf: (key) => pages.get(key) ?? 1,
    setOpen: useCallback(
      (key, isOpen, isDeep) => setState((now) => withOpen(now, key, isOpen, isDeep)),
      [setState],
    ),
    openAll: useCallback(
      (keys, isDeep) => {
        setState((now) =>
          isDeep
            ? keys.reduce((state, key) => withOpen(state, key, true, true), now)
            : withAllOpen(now, keys),
        );
      },
      [setState],
    ),
    closeAll: useCallback(
      (keys) => {
        setState(keys.reduce((state, key) => withOpen(state, key, false, false), NOTHING_SAID));
      },
      [setState],
    ),
    keepOpened: useCallback(
      (opened, isDone) => setState((now) => withOpened(now, opened, isDone)),
      [setState],
    ),
    showPages: useCallback(
      (lists) => {
        setPages((now) => {
          const missing = lists.filter(([key, count]) => count > (now.get(key) ?? 1));
          return missing.length === 0 ? now : new Map([...now, ...missing]);
        });
      },
      [setPages],
    ),
    showMore: useCallback(
      (key) => setPages((now) => new Map(now).set(key, (now.get(key) ?? 1) + 1)),
      [setPages],
    ),
  };
}
