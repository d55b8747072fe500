import { useQuery } from '@tanstack/react-query';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** The manifest of a pipeline that uses a stored file; null where there is none, or no file was asked about. */
export function useUserOfFile(path: string | null): string | null {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const { isReady } = useWorkspace();
  const { data } = useQuery(
    coreQueries.workspace.file.queryOptions({
      input: { workspace, path: path ?? '' },
      enabled: isReady && path !== null,
    }),
  );
  return path === null ? null : (data?.records.records[0]?.manifest ?? null);
}
