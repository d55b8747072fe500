import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OperatorGraph } from '../../../../shared/api/graph/graph.ts';
import type { IfDeleted } from '../../../../shared/api/graph/if-deleted.ts';
import type { CleanSelection } from '../../../../shared/api/deletion/clean-selection.ts';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { usePlace } from '../../../state/route/use-place.ts';
import { plural } from '../../../text/plural.ts';
import type { GraphChoices } from '../graph-choices.ts';
import type { Picture } from '../../../../shared/graph/scene/operator-picture.ts';
import { deletionDress } from './deletion-dress.ts';

/** What deleting would do, as the picture and the note above it say it. */
export interface Deletion {
  readonly title: string;
  /** Null before it is known. */
  readonly answer: IfDeleted | null;
  /** Whether it is the answer to what is asked now, and not to what was asked before. */
  readonly isCurrent: boolean;
  /** What is cleaned up then: pipelines, since records can't go singly. */
  readonly selection: CleanSelection;
  readonly isOfNodes: boolean;
  readonly dress: ((picture: Picture) => Picture) | null;
}

/** Asks what deleting a pipeline, or some nodes of it, would do; null where that is not the question. */
export function useDeletion(
  graph: OperatorGraph | null,
  manifest: string | null,
  { mode, deleted }: GraphChoices,
): Deletion | null {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const isAsked = mode === 'if-deleted' && graph !== null && manifest !== null;
  const gone = useMemo(() => graph?.nodes.filter(({ id }) => deleted.includes(id)) ?? [], [graph, deleted]);
  const records = gone.flatMap((node) => node.records.map(({ key }) => key));
  const isOfNodes = records.length > 0;
  const { data, isPlaceholderData } = useQuery(
    coreQueries.graph.ifDeleted.queryOptions({
      input: {
        workspace,
        selection: isOfNodes ? { records } : { pipelines: manifest === null ? [] : [manifest] },
      },
      enabled: isAsked,
      placeholderData: (before) => before,
    }),
  );
  const answer = data ?? null;
  const dress = useMemo(
    () =>
      answer === null ? null : deletionDress(answer, isOfNodes ? new Set(gone.map(({ id }) => id)) : null),
    [answer, isOfNodes, gone],
  );
  if (!isAsked) return null;
  return {
    title: isOfNodes
      ? `Without ${gone.length === 1 ? 'this node' : `these ${plural(gone.length, 'node')}`}`
      : 'Deleting this pipeline',
    answer,
    isCurrent: answer !== null && !isPlaceholderData,
    selection: isOfNodes
      ? { kind: 'pipelines-of-records', filter: { only: records } }
      : { kind: 'pipelines', manifests: [manifest] },
    isOfNodes,
    dress,
  };
}
