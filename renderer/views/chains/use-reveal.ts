import { CancelledError } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { readSelection, writeSelection, type Selection } from '../../state/route/selection.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import type { TreeState } from './use-tree-state.ts';

/** Where something stands in a tree: its row, and what has to be there for it to be seen. */
export interface Standing {
  readonly key: string;
  /** Keys of rows to open. */
  readonly open: readonly string[];
  /** Lists of siblings, with how many pages of them are needed. */
  readonly pages: readonly (readonly [string, number])[];
}

/** The row that is to be seen. */
export interface Reveal {
  /** Its key, until another is selected; null for none. */
  readonly key: string | null;
  /** To be told of what the tree itself selects: it is seen already. */
  readonly known: (selection: Selection) => void;
}

/** What each tree showed last: one that comes back is left where it was. */
const lastSeen = new Map<string, string | null>();

/**
 * Opens the rows above what is selected, unless it was selected in this tree, or seen there before.
 *
 * @param name of the tree, and of the workspace that it is of
 * @param find where a selection stands; null where it has no place in the tree
 */
export function useReveal(
  name: string,
  tree: TreeState,
  find: (selection: Selection) => Promise<Standing | null>,
): Reveal {
  const { isReady } = useWorkspace();
  const { selection } = usePlace().place;
  const wanted = selection === null ? null : writeSelection(selection);
  // What this tree shows already: to look at it again would take it from where the user scrolled.
  const seen = useRef<string | null>(lastSeen.get(name) ?? null);
  const see = useCallback(
    (shown: string | null) => {
      seen.current = shown;
      lastSeen.set(name, shown);
    },
    [name],
  );
  const [key, setKey] = useState<string | null>(null);
  const { openAll, showPages } = tree;
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  useEffect(() => {
    const sought = wanted === null ? null : readSelection(wanted);
    if (sought === null) {
      see(null);
      setKey(null);
      return undefined;
    }
    if (!isReady || wanted === seen.current) return undefined;
    let isOver = false;
    const reveal = async (): Promise<void> => {
      const found = await latest.current(sought);
      if (isOver) return;
      see(wanted);
      if (found !== null) {
        showPages(found.pages);
        openAll(found.open, false);
      }
      setKey(found?.key ?? null);
    };
    reveal().catch((error: unknown) => {
      // The question was given up with the view, or with the inspector that asked the same.
      if (error instanceof CancelledError) return;
      // A record of a copy has no place in this tree, and one that is gone has none in any.
      if (failureOf(error) === null && !isLostCall(error)) throw error;
    });
    return () => {
      isOver = true;
    };
  }, [wanted, isReady, openAll, showPages, see]);
  const known = useCallback(
    (shown: Selection) => {
      see(writeSelection(shown));
      setKey(null);
    },
    [see],
  );
  return { key, known };
}
