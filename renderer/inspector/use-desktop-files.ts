import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import type { HostClient } from '../../shared/api/client.ts';
import { useConnections } from '../state/connection/use-connections.ts';
import { useKeyNames } from '../state/use-key-names.ts';
import { showToast } from '../kit/toast.ts';
import { failureText } from '../kit/problems/failure-text.ts';
import { usePlace } from '../state/route/use-place.ts';

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
      if (failure !== null) showToast(failureText(failure).advice);
      else if (!isLostCall(error)) throw error;
    }
  };
  return {
    reveal: (path) => void ask((host) => host.workspaces.reveal({ id, path })),
    edit: (manifest) => void ask((host) => host.workspaces.edit({ id, manifest })),
  };
}
