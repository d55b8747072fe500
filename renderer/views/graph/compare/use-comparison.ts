import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OperatorGraph } from '../../../../shared/api/graph/graph.ts';
import { failureOf, type Failure } from '../../../../shared/api/failure.ts';
import type { RecordPage } from '../../../../shared/api/records/records.ts';
import { compareGraphs, type Comparison } from '../../../../shared/graph/ask/compare.ts';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { usePlace } from '../../../state/route/use-place.ts';
import { useWorkspace } from '../../../state/workspace/use-workspace.ts';
import { GUARD } from '../size-guard.tsx';

/** As many records of each pipeline are looked at for their parameters; what is beyond is compared without. */
const MOST_RECORDS = 1000;

/** Two pipelines in one graph, or why not. */
export type Compared =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'too-large'; readonly nodes: number }
  | { readonly kind: 'compared'; readonly comparison: Comparison };

/** Parameters as their records have them, by the ids of nodes. */
function parametersOf(graph: OperatorGraph, { records }: RecordPage): ReadonlyMap<string, string> {
  const byKey = new Map(records.map((record) => [record.key, record['params']]));
  return new Map(
    graph.nodes.flatMap(({ id, records: [first] }) => {
      const known = first === undefined ? undefined : byKey.get(first.key);
      return known === undefined ? [] : [[id, JSON.stringify(known)] as const];
    }),
  );
}

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
  const limit = MOST_RECORDS;
  const records = [
    useQuery(
      coreQueries.workspace.records.queryOptions({
        input: { workspace, manifest: own, limit },
        enabled: isFine,
      }),
    ),
    useQuery(
      coreQueries.workspace.records.queryOptions({
        input: { workspace, manifest: other, limit },
        enabled: isFine,
      }),
    ),
  ] as const;
  const [one, two] = [graphs[0].data, graphs[1].data];
  const [ofOne, ofTwo] = [records[0].data, records[1].data];
  const comparison = useMemo(
    () =>
      one === undefined || two === undefined || ofOne === undefined || ofTwo === undefined
        ? null
        : compareGraphs(one, two, { left: parametersOf(one, ofOne), right: parametersOf(two, ofTwo) }),
    [one, two, ofOne, ofTwo],
  );
  const error = [...sizes, ...graphs, ...records].find((asked) => asked.error !== null)?.error ?? null;
  const failure = error === null ? null : failureOf(error);
  if (failure !== null) return { kind: 'failed', failure };
  if (nodes > GUARD.most) return { kind: 'too-large', nodes };
  return comparison === null ? { kind: 'waiting' } : { kind: 'compared', comparison };
}
