import { useQuery } from '@tanstack/react-query';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** What is to be typed before files are deleted where the workspace holds no manifest at all; null where it does. */
export function useNameToType(isAsked: boolean): string | null {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const kinds = useQuery(
    coreQueries.clean.kinds.queryOptions({ input: { workspace: info.id }, enabled: isAsked && isReady }),
  );
  return kinds.data?.no_manifests?.name ?? null;
}
