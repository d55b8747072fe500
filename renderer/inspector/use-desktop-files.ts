import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import type { HostClient } from '../../shared/api/client.ts';
import { useConnections } from '../connection/use-connections.ts';
import { useKeyNames } from '../keys/use-key-names.ts';
import { say } from '../parts/saying.ts';
import { failureText } from '../problems/failure-text.ts';
import { usePlace } from '../route/use-place.ts';

/** What the system can do with a file of the workspace, by its path in there. */
export interface DesktopFiles {
  readonly reveal: (path: string) => void;
  /** For manifests only. */
  readonly edit: (manifest: string) => void;
}

/** See {@link DesktopFiles}; null in a browser, which may be on another machine. */
export function useDesktopFiles(): DesktopFiles | null {
  const { hostClient } = useConnections();
  const { isDesktop } = useKeyNames();
  const { workspace: id } = usePlace();
  if (!isDesktop) return null;
  const ask = async (call: (host: HostClient) => Promise<unknown>): Promise<void> => {
    try {
      await call(hostClient);
    } catch (error) {
      const failure = failureOf(error);
      if (failure !== null) say(failureText(failure).advice);
      else if (!isLostCall(error)) throw error;
    }
  };
  return {
    reveal: (path) => void ask((host) => host.workspaces.reveal({ id, path })),
    edit: (manifest) => void ask((host) => host.workspaces.edit({ id, manifest })),
  };
}
