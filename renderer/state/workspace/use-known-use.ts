import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { knownUse, type KnownUse } from '../../../shared/domain/known-use.ts';
import { useConnections } from '../connection/use-connections.ts';
import { useWorkspace } from './use-workspace.ts';

const NOTHING: readonly never[] = [];

/** See `knownUse`, of the workspace that is shown. */
export function useKnownUse(): KnownUse {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const statistics = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace: info.id }, enabled: isReady }),
  ).data;
  const blocking = statistics?.blocking ?? NOTHING;
  return useMemo(() => knownUse(blocking), [blocking]);
}
