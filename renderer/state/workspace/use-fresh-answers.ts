import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConnections, useCoreState } from '../connection/use-connections.ts';

/** Asks again what was asked before whenever the index changed, or another core answers. */
export function useFreshAnswers(revision: number | null): void {
  const queries = useQueryClient();
  const { coreQueries } = useConnections();
  const { generation } = useCoreState();
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (revision === null) return;
    const now = `${generation}/${revision}`;
    const isFirst = known.current === null;
    if (known.current === now) return;
    known.current = now;
    if (!isFirst) void queries.invalidateQueries({ queryKey: coreQueries.key() });
  }, [queries, coreQueries, generation, revision]);
}
