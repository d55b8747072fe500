import { useCallback, useState } from 'react';
import type { HostClient } from '../../../shared/api/client.ts';
import { failureOf, isLostCall, type Failure } from '../../../shared/api/failure.ts';
import { useConnections } from '../connection/use-connections.ts';
import { workspaceRoute } from '../route/route.ts';
import { goTo } from '../route/use-route.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

/** Opening a workspace, from wherever in the window it is asked for. */
export interface Opening {
  /** Why the last one was not opened; null where it was. */
  readonly failure: Failure | null;
  /** Asks the host to open one, and shows it. Null from the host means that the user changed their mind. */
  readonly open: (ask: (host: HostClient) => Promise<{ readonly id: string } | null>) => void;
  /** Opens a workspace in the folder that was refused last. */
  readonly openChild: (child: string) => void;
  /** Says why one can't be opened that the host was never asked for. */
  readonly refuse: (failure: Failure) => void;
  readonly dismiss: () => void;
}

/** See {@link Opening}. Throws bugs while drawing. */
export function useOpening(): Opening {
  const { hostClient } = useConnections();
  const [failure, setFailure] = useState<Failure | null>(null);
  const throwBug = useBug();

  const open = useCallback<Opening['open']>(
    (ask) => {
      setFailure(null);
      ask(hostClient).then(
        (opened) => {
          if (opened !== null) goTo(workspaceRoute(opened.id));
        },
        (error: unknown) => {
          const known = failureOf(error);
          if (known !== null) setFailure(known);
          // A lost call can be made again by whoever made it; the window says that the connection broke.
          else if (!isLostCall(error)) throwBug(error);
        },
      );
    },
    [hostClient, throwBug],
  );
  const openChild = useCallback(
    (child: string) => open((host) => host.workspaces.openChild({ child })),
    [open],
  );
  const dismiss = useCallback(() => setFailure(null), []);

  return { failure, open, openChild, refuse: setFailure, dismiss };
}
