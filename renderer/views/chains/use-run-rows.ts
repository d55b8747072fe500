import { useQueries, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import type { DatasetRuns } from '../../../shared/api/pipelines/runs.ts';
import type { PipelineWay } from '../../../shared/api/chains/way.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { answerIn, ON_ANSWER } from './cached-answer.ts';
import { problemRow, type ChainRow } from './chain-row.ts';
import { loadPages, type Loaded } from './load-pages.ts';
import { runRows, type RunKey, type RunRows } from './run-rows.ts';
import { useDrawnRows } from './use-drawn-rows.ts';
import type { TreeState } from './use-tree-state.ts';

/** Where a filter leaves no more pipelines than these, runs are open by themselves, and pipelines. */
const FEW_FOR_RUNS = 40;
const FEW_FOR_PIPELINES = 8;

/** The rows of datasets, runs, pipelines and operators; null until the first answer. */
export function useRunRows(tree: TreeState): readonly ChainRow[] | null {
  const { coreClient, coreQueries } = useConnections();
  const queries = useQueryClient();
  const { scope, isReady, text } = useScope();
  const { workspace } = scope;
  const filter = text === '' ? {} : { text };
  const runsQuestion = coreQueries.workspace.runs.queryOptions({
    input: { ...scope, ...filter },
    enabled: isReady,
  });
  useQuery({ ...runsQuestion, ...ON_ANSWER });

  const pipelineQuestion = ({ key, dataset, run }: RunKey) => {
    const input = { workspace, dataset: dataset ?? '', run, ...filter };
    const pages = tree.pagesOf(key);
    return {
      queryKey: [
        ...coreQueries.workspace.pipelines.queryKey({ input: { ...input, limit: 1 } }),
        'pages',
        pages,
      ] satisfies QueryKey,
      queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Loaded<Pipeline>> =>
        loadPages(
          pages,
          (after, limit) => coreClient.workspace.pipelines({ ...input, ...after, limit }, { signal }),
          ({ pipelines }) => pipelines,
        ),
    };
  };
  const wayQuestion = (manifest: string) =>
    coreQueries.workspace.way.queryOptions({ input: { workspace, manifest } });

  // What is in the cache is drawn; what is open and not in it is asked for, and drawn when it comes.
  const make = (): RunRows | null => {
    const answer = answerIn<{ readonly datasets: readonly DatasetRuns[] }>(queries, runsQuestion.queryKey);
    if (answer === null) return null;
    if ('problem' in answer) {
      return { rows: [problemRow('d', 1, answer.problem)], runs: [], manifests: [], opened: [] };
    }
    const { datasets } = answer.data;
    const total = datasets.reduce((sum, { pipelines }) => sum + pipelines, 0);
    const known = {
      pipelinesOf: (run: RunKey) => answerIn<Loaded<Pipeline>>(queries, pipelineQuestion(run).queryKey),
      wayOf: (manifest: string) => answerIn<PipelineWay>(queries, wayQuestion(manifest).queryKey),
    };
    const usual = {
      datasets: text !== '' || datasets.length === 1,
      runs: text !== '' && total <= FEW_FOR_RUNS,
      pipelines: text !== '' && total <= FEW_FOR_PIPELINES,
    };
    return runRows(datasets, tree.open, known, usual, tree.pagesOf);
  };
  const made = make();
  useQueries({ queries: made?.runs.map((run) => ({ ...pipelineQuestion(run), ...ON_ANSWER })) ?? [] });
  useQueries({
    queries: made?.manifests.map((manifest) => ({ ...wayQuestion(manifest), ...ON_ANSWER })) ?? [],
  });
  return useDrawnRows(tree, JSON.stringify([scope, text, tree.pages]), made);
}
