import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { HeldLock } from '../../../shared/api/deletion/clean-errors.ts';
import type { Unfinished } from '../../../shared/api/deletion/trash-parts.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useCleaning } from './use-cleaning.ts';

/** How often a lock that is held is looked at again, in milliseconds. */
const AGAIN_MS = 5000;

/** What is not finished, as it was last told. */
export interface KnownUnfinished {
  /** Undefined before it was told. */
  readonly unfinished: Unfinished | undefined;
  /** The lock of another Stemma that lives, or may live; null where there is none. */
  readonly others: HeldLock | null;
  /** The same one for as long as the window asks of the same workspace. */
  readonly askAgain: () => void;
}

/** Work on the trash that is not finished, and who is at it. */
export function useUnfinished(): KnownUnfinished {
  const { coreQueries } = useConnections();
  const { info } = useWorkspace();
  const { data, refetch } = useQuery(
    coreQueries.trash.unfinished.queryOptions({
      input: { workspace: info.id },
      // Nobody tells when another Stemma has ended.
      refetchInterval: ({ state }) => ((state.data?.lock ?? null) === null ? false : AGAIN_MS),
    }),
  );
  const askAgain = useCallback(() => void refetch(), [refetch]);
  const lock = data?.lock ?? null;
  return {
    unfinished: data,
    others: lock === null || lock.dead ? null : lock,
    askAgain,
  };
}

/**
 * Follows other Stemmas that clean up here, for the whole window: who refused something is asked for at once, and what it has done
 * is looked at once its lock is gone. What it refused is said as long as it is so.
 */
export function useOthersFollowed({ others, askAgain }: KnownUnfinished): void {
  const { rescan } = useWorkspace();
  const { ended, dismiss } = useCleaning();
  const isLocked = ended?.kind === 'refused' && ended.failure.code === 'LOCKED';
  const mark = others?.mark ?? null;
  const before = useRef(mark);
  useEffect(() => {
    if (before.current !== null && before.current !== mark) {
      rescan();
      if (isLocked) dismiss();
    }
    before.current = mark;
  }, [mark, rescan, isLocked, dismiss]);
  useEffect(() => {
    if (isLocked) askAgain();
  }, [isLocked, askAgain]);
}
