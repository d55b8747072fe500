import { useEffect, useState } from 'react';
import type { CoreClient, HostClient } from '../../../shared/api/client.ts';
import { failureOf, isLostCall, type Failure } from '../../../shared/api/failure.ts';
import type { ScanProgress, WorkspaceStatus } from '../../../shared/api/workspace/workspace.ts';
import { useConnections } from '../connection/use-connections.ts';
import { furthest } from '../scan/furthest.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

/** What a window knows of a workspace while it looks at it. */
export interface Watched {
  /** Null until the core has answered. */
  readonly status: WorkspaceStatus | null;
  /** How far any scan has come that this window saw; null before the first. */
  readonly seen: ScanProgress | null;
  /** Why the workspace can't be watched; null where it can. */
  readonly failure: Failure | null;
}

const NOTHING: Watched = { status: null, seen: null, failure: null };

/** What is known after another status: numbers of a scan stay when it ends, and when it begins again. */
function withStatus(known: Watched, status: WorkspaceStatus): Watched {
  return { status, seen: furthest(known.seen, status.scan), failure: null };
}

async function follow(
  core: CoreClient,
  host: HostClient,
  workspace: string,
  signal: AbortSignal,
  tell: (status: WorkspaceStatus) => void,
): Promise<Failure | null> {
  let mayOpen = true;
  for (;;) {
    try {
      const changes = await core.workspace.watch({ workspace }, { signal });
      for await (const status of changes) {
        mayOpen = true;
        tell(status);
      }
      return null;
    } catch (error) {
      if (signal.aborted) return null;
      const failure = failureOf(error);
      if (failure?.code === 'NO_SUCH_WORKSPACE' && mayOpen) {
        // A core that was started again, or an address from an earlier session.
        mayOpen = false;
        const refused = await openAgain(host, workspace);
        if (refused !== null) return refused;
      } else if (failure !== null) {
        return failure;
      } else if (!isLostCall(error)) {
        throw error;
      }
    }
  }
}

async function openAgain(host: HostClient, id: string): Promise<Failure | null> {
  try {
    await host.workspaces.open({ id });
    return null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null && !isLostCall(error)) throw error;
    return failure;
  }
}

/** Watches a workspace for as long as it is shown. Throws bugs while drawing. */
export function useWatch(workspace: string): Watched {
  const { coreClient, hostClient } = useConnections();
  const [watched, setWatched] = useState(NOTHING);
  const throwBug = useBug();
  useEffect(() => {
    const controller = new AbortController();
    setWatched(NOTHING);
    follow(coreClient, hostClient, workspace, controller.signal, (status) => {
      if (!controller.signal.aborted) setWatched((known) => withStatus(known, status));
    }).then((failure) => {
      if (failure !== null) setWatched((known) => ({ ...known, failure }));
    }, throwBug);
    return () => controller.abort();
  }, [coreClient, hostClient, throwBug, workspace]);
  return watched;
}
