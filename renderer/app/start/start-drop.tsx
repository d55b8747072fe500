import type { ReactElement } from 'react';
import { DropOverlay } from '../../flows/import/drop/drop-overlay.tsx';
import { dropFailureText } from '../../flows/import/drop/drop-text.ts';
import { useDrop } from '../../flows/import/drop/use-drop.ts';
import { anyOf } from '../../kit/problems/failure-text.ts';
import { useFollowed } from '../../kit/problems/use-followed.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { beginDrop } from '../../state/drops/begin-drop.ts';
import type { TakenFiles } from '../../state/drops/take-transfer.ts';
import type { Opening } from '../../state/opening/use-opening.ts';

/** On the start page a folder that is dropped is opened; in a browser, only those that Stemma was started with. */
export function StartDrop({
  opening: { open, refuse },
  marks,
}: {
  readonly opening: Opening;
  /** What of a workspace lies in its folder. */
  readonly marks: readonly string[];
}): ReactElement | null {
  const connections = useConnections();
  const follow = useFollowed();
  const isBrowser = connections.drops !== null;
  const openDropped = async (taken: TakenFiles): Promise<void> => {
    const following = { signal: new AbortController().signal, onProgress: () => undefined };
    const begun = await beginDrop(connections, taken, following);
    if (begun.ok) open((host) => host.workspaces.openDropped({ drop: begun.value.drop }));
    else refuse({ code: 'NOT_HERE', data: { reason: dropFailureText(begun.error) ?? '' } });
  };
  const isOver = useDrop({ isRefused: isBrowser, onFiles: (taken) => follow(openDropped(taken)) });
  if (!isOver) return null;
  return isBrowser ? (
    <DropOverlay
      title="Open a workspace first"
      text="Then what you drop is brought into it. In the browser, Stemma opens only the workspaces that it was started with."
      isRefused
    />
  ) : (
    <DropOverlay
      title="Drop to open this workspace"
      text={`The folder that holds ${anyOf(marks)}. Nothing in it changes.`}
      isRefused={false}
    />
  );
}
