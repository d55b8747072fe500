import { useQueryClient } from '@tanstack/react-query';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { SIBLINGS } from './chain-row.ts';
import { pagesUntil } from './load-pages.ts';
import { datasetKey, pipelineKey, runKey } from './run-rows.ts';
import { useReveal, type Reveal } from './use-reveal.ts';
import type { TreeState } from './use-tree-state.ts';
import { wayTo } from './way-rows.ts';

/** Reveals what is selected in the tree of runs: a record, or a pipeline. */
export function useRunReveal(tree: TreeState): Reveal {
  const { coreClient, coreQueries } = useConnections();
  const queries = useQueryClient();
  const { scope, text } = useScope();
  const { workspace } = scope;
  return useReveal(`runs ${workspace}`, tree, async (selection) => {
    if (selection.kind === 'file') return null;
    const manifest =
      selection.kind === 'pipeline'
        ? selection.manifest
        : (
            await queries.fetchQuery(
              coreQueries.workspace.record.queryOptions({ input: { workspace, key: selection.key } }),
            )
          ).record.manifest;
    const { pipeline } = await queries.fetchQuery(
      coreQueries.workspace.pipeline.queryOptions({ input: { workspace, manifest } }),
    );
    const { dataset, run } = pipeline;
    const input = { workspace, dataset: dataset ?? '', run, ...(text === '' ? {} : { text }) };
    const pages = await pagesUntil(
      (after, limit) => coreClient.workspace.pipelines({ ...input, ...after, limit }),
      ({ pipelines }) => pipelines,
      (one) => one.manifest === manifest,
    );
    if (pages === null) return null;
    const { datasets } = await queries.fetchQuery(
      coreQueries.workspace.runs.queryOptions({ input: { ...scope, ...(text === '' ? {} : { text }) } }),
    );
    const runs = datasets.find((one) => one.dataset === dataset)?.runs ?? [];
    const runsBefore = runs.findIndex((one) => one.run === run);
    const key = pipelineKey(dataset, run, manifest);
    const standing = {
      key,
      open: [datasetKey(dataset), runKey(dataset, run)],
      pages: [
        [datasetKey(dataset), Math.floor(Math.max(0, runsBefore) / SIBLINGS) + 1] as const,
        [runKey(dataset, run), pages] as const,
      ],
    };
    if (selection.kind === 'pipeline') return standing;
    const way = await queries.fetchQuery(
      coreQueries.workspace.way.queryOptions({ input: { workspace, manifest } }),
    );
    const found = wayTo(way, key, selection.key);
    return found === null
      ? standing
      : { ...standing, key: found.key, open: [...standing.open, key, ...found.open] };
  });
}
