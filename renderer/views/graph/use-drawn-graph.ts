import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asRecordKey } from '../../../shared/domain/record-key.ts';
import type { GraphSize, OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { failureOf, type Failure } from '../../../shared/api/failure.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import type { GraphChoices } from './graph-choices.ts';
import { drawnNodes, GUARD } from './size-guard.tsx';

/** Steps that reach everything. */
const ALL_HOPS = 100_000;

/** The graph that is to be drawn, or why none is. */
export type DrawnGraph =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Too large: a part has to be chosen. */
  | { readonly kind: 'guard'; readonly size: GraphSize }
  | {
      readonly kind: 'graph';
      readonly graph: OperatorGraph;
      /** Another one is another picture; with the same one the pipeline has grown, or a fold was opened. */
      readonly key: string;
    };

function failed(error: Error): DrawnGraph {
  const failure = failureOf(error);
  // A lost connection is told above the view, and asked again.
  return failure === null ? { kind: 'waiting' } : { kind: 'failed', failure };
}

/** Asks for the graph of a pipeline, or around a record, after its size was asked for. */
export function useDrawnGraph(manifest: string | null, choices: GraphChoices): DrawnGraph {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const { isReady } = useWorkspace();
  const { neighbourhood, branch, hasFiles, beyond, isOpen, isLargeWanted } = choices;
  const isWhole = neighbourhood === null;
  const size = useQuery(
    coreQueries.graph.size.queryOptions({
      input: { workspace, manifest: manifest ?? '' },
      enabled: isReady && manifest !== null && isWhole,
    }),
  );
  const nodes = size.data === undefined ? null : drawnNodes(size.data, { isOpen, branch });
  const isFine = nodes !== null && (nodes <= GUARD.good || (isLargeWanted && nodes <= GUARD.most));
  const shown = { files: hasFiles, beyond };
  const whole = useQuery(
    coreQueries.graph.pipeline.queryOptions({
      input: { workspace, manifest: manifest ?? '', ...shown, ...(branch === null ? {} : { branch }) },
      enabled: isReady && manifest !== null && isWhole && isFine,
    }),
  );
  const around = useQuery(
    coreQueries.graph.around.queryOptions({
      input: {
        workspace,
        key: neighbourhood?.around ?? asRecordKey(''),
        hops: neighbourhood?.hops ?? ALL_HOPS,
        direction: neighbourhood?.direction ?? 'both',
        ...shown,
      },
      enabled: isReady && !isWhole,
    }),
  );
  if (isWhole && size.error !== null) return failed(size.error);
  if (isWhole && size.data !== undefined && !isFine) return { kind: 'guard', size: size.data };
  const { data, error } = isWhole ? whole : around;
  if (error !== null) return failed(error);
  if (data === undefined) return { kind: 'waiting' };
  const key = JSON.stringify([workspace, isWhole ? [manifest, branch] : neighbourhood, hasFiles]);
  return { kind: 'graph', graph: data, key };
}

interface LastDrawn {
  readonly manifest: string | null;
  readonly drawn: Extract<DrawnGraph, { kind: 'graph' }>;
}

/** What was drawn of the same pipeline stays until the next is there, so that nothing blinks and the focus stays where it is. */
export function useLastDrawn(manifest: string | null, drawn: DrawnGraph): DrawnGraph {
  const [last, setLast] = useState<LastDrawn | null>(null);
  if (drawn.kind === 'graph' && (last?.drawn.graph !== drawn.graph || last.drawn.key !== drawn.key)) {
    setLast({ manifest, drawn });
  }
  return drawn.kind === 'waiting' && last?.manifest === manifest ? last.drawn : drawn;
}
