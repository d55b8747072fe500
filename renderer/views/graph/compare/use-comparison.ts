import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { failureOf, type Failure } from '../../../../shared/api/failure.ts';
import { compareGraphs, type Comparison } from '../../../../shared/graph/ask/compare.ts';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { usePlace } from '../../../state/route/use-place.ts';
import { useWorkspace } from '../../../state/workspace/use-workspace.ts';
import { GUARD } from '../size-guard.tsx';

/** Two pipelines in one graph, or why not. */
export type Compared =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'too-large'; readonly nodes: number }
  | { readonly kind: 'compared'; readonly comparison: Comparison };

/** Asks for two pipelines and compares them; waits while one of them is not chosen. */
export function useComparison(left: string | null, right: string | null): Compared {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const { isReady } = useWorkspace();
  const isAsked = isReady && left !== null && right !== null;
  const [own, other] = [left ?? '', right ?? ''];
  const sizes = [
    useQuery(coreQueries.graph.size.queryOptions({ input: { workspace, manifest: own }, enabled: isAsked })),
    useQuery(
      coreQueries.graph.size.queryOptions({ input: { workspace, manifest: other }, enabled: isAsked }),
    ),
  ];
  const nodes = sizes.reduce((sum, { data }) => sum + (data?.operators ?? 0), 0);
  const isFine = isAsked && sizes.every(({ data }) => data !== undefined) && nodes <= GUARD.most;
  const graphs = [
    useQuery(
      coreQueries.graph.pipeline.queryOptions({ input: { workspace, manifest: own }, enabled: isFine }),
    ),
    useQuery(
      coreQueries.graph.pipeline.queryOptions({ input: { workspace, manifest: other }, enabled: isFine }),
    ),
  ] as const;
  const [one, two] = [graphs[0].data, graphs[1].data];
  const comparison = useMemo(
    () => (one === undefined || two === undefined ? null : compareGraphs(one, two)),
    [one, two],
  );
  const error = [...sizes, ...graphs].find((asked) => asked.error !== null)?.error ?? null;
  const failure = error === null ? null : failureOf(error);
  if (failure !== null) return { kind: 'failed', failure };
  if (nodes > GUARD.most) return { kind: 'too-large', nodes };
  return comparison === null ? { kind: 'waiting' } : { kind: 'compared', comparison };
}
