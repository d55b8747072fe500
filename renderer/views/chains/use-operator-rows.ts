import { useQueries, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { OperatorPipeline, OperatorRow } from '../../../shared/api/chains/operators.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { answerIn, ON_ANSWER } from './cached-answer.ts';
import type { ChainRow } from './chain-row.ts';
import { loadPages, type Loaded } from './load-pages.ts';
import { useOperatorOrder } from './operator-order.ts';
import { operatorRows } from './operator-rows.ts';
import { useDrawnRows } from './use-drawn-rows.ts';
import type { TreeState } from './use-tree-state.ts';

/** The rows of equal operators of all pipelines; null until the first answer. */
export function useOperatorRows(tree: TreeState): readonly ChainRow[] | null {
  const { coreClient, coreQueries } = useConnections();
  const queries = useQueryClient();
  const { scope, isReady, text } = useScope();
  const filter = text === '' ? {} : { text };
  const order = useOperatorOrder();

  const belowQuestion = (parent: string | null) => {
    const input = { ...scope, parent, ...filter, ...order };
    const pages = tree.pagesOf(parent ?? '');
    return {
      queryKey: [
        ...coreQueries.workspace.operators.queryKey({ input: { ...input, limit: 1 } }),
        pages,
      ] satisfies QueryKey,
      queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Loaded<OperatorRow>> =>
        loadPages(
          pages,
          (after, limit) => coreClient.workspace.operators({ ...input, ...after, limit }, { signal }),
          ({ rows }) => rows,
        ),
      enabled: isReady,
    };
  };
  const pipelineQuestion = (operator: string) => {
    const input = { workspace: scope.workspace, operator, ...filter };
    const pages = tree.pagesOf(operator);
    return {
      queryKey: [
        ...coreQueries.workspace.operatorPipelines.queryKey({ input: { ...input, limit: 1 } }),
        pages,
      ] satisfies QueryKey,
      queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Loaded<OperatorPipeline>> =>
        loadPages(
          pages,
          (after, limit) => coreClient.workspace.operatorPipelines({ ...input, ...after, limit }, { signal }),
          ({ pipelines }) => pipelines,
        ),
    };
  };
  const made = operatorRows(
    tree.open,
    {
      below: (parent) => answerIn<Loaded<OperatorRow>>(queries, belowQuestion(parent).queryKey),
      pipelinesOf: (operator) =>
        answerIn<Loaded<OperatorPipeline>>(queries, pipelineQuestion(operator).queryKey),
    },
    { datasets: text !== '' || scope.dataset !== undefined, found: text !== '' },
  );
  useQueries({ queries: made.parents.map((parent) => ({ ...belowQuestion(parent), ...ON_ANSWER })) });
  useQueries({
    queries: made.operators.map((operator) => ({ ...pipelineQuestion(operator), ...ON_ANSWER })),
  });
  const isAnswered = answerIn(queries, belowQuestion(null).queryKey) !== null;
  return useDrawnRows(tree, JSON.stringify([scope, text, order, tree.pages]), isAnswered ? made : null);
}
