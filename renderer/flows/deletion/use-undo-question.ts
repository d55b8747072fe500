import type { CoreClient } from '../../../shared/api/client.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useFollowed } from '../../kit/problems/use-followed.ts';

type Batches = Awaited<ReturnType<CoreClient['trash']['list']>>['batches'];

/** What was moved last of what can go back; undefined for nothing. */
export function lastMove(batches: Batches | undefined): Batches[number] | undefined {
  return batches?.find(({ files, state }) => files > 0 && state !== 'interrupted');
}

/** Opens the question whether the last move is to be undone; where there is none to undo, nothing happens. */
export function useUndoQuestion(open: () => void): () => void {
  const { coreClient } = useConnections();
  const { info } = useWorkspace();
  const follow = useFollowed();
  return () => {
    const ask = async (): Promise<void> => {
      const { batches } = await coreClient.trash.list({ workspace: info.id });
      if (lastMove(batches) !== undefined) open();
    };
    follow(ask());
  };
}
