import { useQuery } from '@tanstack/react-query';
import type { Statistics } from '../../../shared/api/workspace/statistics.ts';
import { useConnections } from '../connection/use-connections.ts';
import { useWorkspace } from './use-workspace.ts';

type Unreadable = Statistics['unreadable'][number];

/** The database that all pipelines of a workspace are in and that can't be read: then nobody knows how many there are. Null for none. */
function closedDatabase(layout: string, unreadable: readonly Unreadable[]): Unreadable | null {
  if (layout !== 'store') return null;
  return unreadable.find(({ what, code }) => what === 'database' && code !== 'NEWER') ?? null;
}

/** See {@link closedDatabase}, of the workspace that is shown. */
export function useClosedDatabase(): Unreadable | null {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const statistics = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace: info.id }, enabled: isReady }),
  ).data;
  return closedDatabase(info.layout, statistics?.unreadable ?? []);
}
