import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { pagesUntil } from './load-pages.ts';
import { useOperatorOrder } from './operator-order.ts';
import { operatorKey, operatorPipelineKey } from './operator-rows.ts';
import { useReveal, type Reveal, type Standing } from './use-reveal.ts';
import type { TreeState } from './use-tree-state.ts';

/** Reveals a selected record in the tree of equal operators. A pipeline has many places there, and so none. */
export function useOperatorReveal(tree: TreeState): Reveal {
  const { coreClient } = useConnections();
  const { scope, text } = useScope();
  const filter = text === '' ? {} : { text };
  const order = useOperatorOrder();
  return useReveal(`operators ${scope.workspace}`, tree, async (selection): Promise<Standing | null> => {
    if (selection.kind !== 'record') return null;
    const { workspace } = scope;
    const { key: record } = selection;
    const { operators, manifest } = await coreClient.workspace.operatorsOfRecord({ workspace, key: record });
    const pages: [string, number][] = [];
    for (const [at, id] of operators.entries()) {
      const parent = operators[at - 1] ?? null;
      const count = await pagesUntil(
        (after, limit) =>
          coreClient.workspace.operators({ ...scope, ...filter, ...order, parent, ...after, limit }),
        ({ rows }) => rows,
        (row) => row.id === id,
      );
      if (count === null) return null;
      pages.push([parent ?? '', count]);
    }
    const own = operators.at(-1);
    if (own === undefined) return null;
    const above = operators.slice(0, -1).map((_id, at) => operatorKey(operators.slice(0, at + 1)));
    const key = operatorKey(operators);
    const below = await coreClient.workspace.operators({ ...scope, ...filter, parent: own, limit: 1 });
    // Only a last operator opens to its pipelines.
    if (below.total > 0) return { key, open: above, pages };
    const count = await pagesUntil(
      (after, limit) =>
        coreClient.workspace.operatorPipelines({ workspace, operator: own, ...filter, ...after, limit }),
      ({ pipelines }) => pipelines,
      (pipeline) => pipeline.manifest === manifest,
    );
    return count === null
      ? { key, open: above, pages }
      : { key: operatorPipelineKey(key, manifest), open: [...above, key], pages: [...pages, [own, count]] };
  });
}
