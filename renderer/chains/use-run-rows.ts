import { useQueries, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { PipelineWay } from '../../shared/api/way.ts';
import { useConnections } from '../connection/use-connections.ts';
import { useScope } from '../shell/use-scope.ts';
import type { ChainRow } from './chain-row.ts';
import { loadPages } from './load-pages.ts';
import { runRows, type LoadedPipelines, type RunKey } from './run-rows.ts';
import type { TreeState } from './use-tree-state.ts';

/** Runs are open by themselves where a filter leaves no more pipelines than these. */
const FEW = 40;

/** The rows of datasets, runs, pipelines and operators; null until the first answer. */
export function useRunRows(tree: TreeState): readonly ChainRow[] | null {
  const { coreClient, coreQueries } = useConnections();
  const queries = useQueryClient();
  const { scope, isReady, text } = useScope();
  const { workspace } = scope;
  const filter = text === '' ? {} : { text };
  const datasets = useQuery(
    coreQueries.workspace.runs.queryOptions({
      input: { ...scope, ...filter },
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  ).data?.datasets;

  const pipelineQuestion = ({ key, dataset, run }: RunKey) => {
    const input = { workspace, dataset: dataset ?? '', run, ...filter };
    const pages = tree.pagesOf(key);
    return {
      queryKey: [
        ...coreQueries.workspace.pipelines.queryKey({ input: { ...input, limit: 1 } }),
        'pages',
        pages,
      ] satisfies QueryKey,
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<LoadedPipelines> => {
        const { rows, total } = await loadPages(
          pages,
          (after, limit) => coreClient.workspace.pipelines({ ...input, ...after, limit }, { signal }),
          ({ pipelines }) => pipelines,
        );
        return { pipelines: rows, total };
      },
    };
  };
  const wayQuestion = (manifest: string) =>
    coreQueries.workspace.way.queryOptions({ input: { workspace, manifest } });

  // What is in the cache is drawn; what is open and not in it is asked for, and drawn when it comes.
  const total = datasets?.reduce((sum, { pipelines }) => sum + pipelines, 0) ?? 0;
  const usual = {
    datasets: text !== '' || datasets?.length === 1,
    runs: text !== '' && total <= FEW,
  };
  const made =
    datasets === undefined
      ? null
      : runRows(
          datasets,
          tree.open,
          {
            pipelinesOf: (run) =>
              queries.getQueryData<LoadedPipelines>(pipelineQuestion(run).queryKey) ??
              earlierPages(run, tree, (pages) =>
                queries.getQueryData<LoadedPipelines>([
                  ...pipelineQuestion(run).queryKey.slice(0, -1),
                  pages,
                ]),
              ),
            wayOf: (manifest) => queries.getQueryData<PipelineWay>(wayQuestion(manifest).queryKey),
          },
          usual,
        );
  useQueries({ queries: made?.runs.map((run) => pipelineQuestion(run)) ?? [] });
  useQueries({ queries: made?.manifests.map((manifest) => wayQuestion(manifest)) ?? [] });
  return made?.rows ?? null;
}

/** The pages that are there while one more is on its way. */
function earlierPages(
  run: RunKey,
  tree: TreeState,
  read: (pages: number) => LoadedPipelines | undefined,
): LoadedPipelines | undefined {
  const pages = tree.pagesOf(run.key);
  return pages > 1 ? read(pages - 1) : undefined;
}
