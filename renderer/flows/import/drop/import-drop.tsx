import type { ReactElement } from 'react';
import { useCleaning } from '../../deletion/use-cleaning.ts';
import { DropOverlay } from './drop-overlay.tsx';
import { useDrop } from './use-drop.ts';
import { useDropping } from './use-dropping.ts';

/** The plan of a deletion lies over the window, and waits for an answer. */
const PLAN_SHOWN = 'A plan is being looked at';

/** Files over the window of a workspace: what is dropped is looked at, and nothing changes yet. */
export function ImportDrop({
  busy,
}: {
  /** What is going on, so that nothing is taken now: `Planning`; null where something is. */
  readonly busy: string | null;
}): ReactElement | null {
  const { isTaking, take } = useDropping();
  const { review } = useCleaning();
  const doing = isTaking ? 'Looking at what was dropped before' : review === null ? busy : PLAN_SHOWN;
  const isOver = useDrop({ isRefused: doing !== null, onFiles: take });
  if (!isOver) return null;
  return doing === null ? (
    <DropOverlay
      title="Drop to see what would be imported"
      text="Manifests, pipeline or run folders, whole workspaces. Nothing changes yet."
      isRefused={false}
    />
  ) : (
    <DropOverlay title="Not now" text={`${doing}. Drop it again when that is done.`} isRefused />
  );
}
