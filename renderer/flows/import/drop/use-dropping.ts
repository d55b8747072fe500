import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { beginDrop } from '../../../state/drops/begin-drop.ts';
import type { SendProgress } from '../../../state/drops/send-files.ts';
import type { TakenFiles } from '../../../state/drops/take-transfer.ts';
import { dropFailureText, notOnDiskText, unreadableText } from './drop-text.ts';
import { useBug } from '../../../kit/problems/use-bug.ts';

/** Something that was dropped, pasted or picked, on its way to the host. */
export interface Dropping {
  /** Whether something is on its way: nothing else is taken meanwhile. */
  readonly isTaking: boolean;
  /** How much of it was sent; null before anything is, and in the desktop app, where nothing has to be. */
  readonly progress: SendProgress | null;
  /** Why nothing came of the last one, or not all; null where there is nothing to say. */
  readonly problem: string | null;
  readonly take: (taken: TakenFiles) => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Holds the {@link Dropping} of the window. */
export const DroppingContext = createContext<Dropping | null>(null);

/** What is dropped, pasted or picked, from wherever in the window. */
export function useDropping(): Dropping {
  const dropping = useContext(DroppingContext);
  if (dropping === null) throw new Error('There is no DroppingContext around this component');
  return dropping;
}

/**
 * Makes the {@link Dropping} of a window. Throws bugs while drawing.
 *
 * @param onReady told of a drop that the host holds, by its id
 */
export function useDroppingOf(onReady: (drop: string) => void): Dropping {
  const connections = useConnections();
  const [isTaking, setTaking] = useState(false);
  const [progress, setProgress] = useState<SendProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const throwBug = useBug();
  const sending = useRef<AbortController | null>(null);
  const ready = useRef(onReady);
  useEffect(() => {
    ready.current = onReady;
  });
  // Leaving the workspace gives up what is on its way.
  useEffect(() => () => sending.current?.abort(), []);

  const take = useCallback(
    (taken: TakenFiles) => {
      if (sending.current !== null) return;
      const controller = new AbortController();
      sending.current = controller;
      setTaking(true);
      setProblem(null);
      beginDrop(connections, taken, { signal: controller.signal, onProgress: setProgress })
        .then((begun) => {
          if (!begun.ok) {
            setProblem(dropFailureText(begun.error));
          } else if (!controller.signal.aborted) {
            const { drop, without } = begun.value;
            const say = connections.drops === null ? notOnDiskText : unreadableText;
            setProblem(without.length === 0 ? null : say(without));
            ready.current(drop);
          }
        }, throwBug)
        .finally(() => {
          sending.current = null;
          setTaking(false);
          setProgress(null);
        });
    },
    [connections, throwBug],
  );
  const cancel = useCallback(() => sending.current?.abort(), []);
  const dismiss = useCallback(() => setProblem(null), []);
  return useMemo(
    () => ({ isTaking, progress, problem, take, cancel, dismiss }),
    [isTaking, progress, problem, take, cancel, dismiss],
  );
}
