import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import type { DatasetRuns, RunNode } from '../../../shared/api/pipelines/runs.ts';
import type { PipelineWay } from '../../../shared/api/chains/way.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { datasetName } from '../../text/dataset-name.ts';
import type { Answer } from './cached-answer.ts';
import {
  chainRow,
  largest,
  moreRow,
  problemRow,
  SIBLINGS,
  toldSums,
  waitingRow,
  type ChainRow,
} from './chain-row.ts';
import type { Loaded } from './load-pages.ts';
import { OpenRows, type OpenedRow, type OpenState } from './open-state.ts';
import { wayRows } from './way-rows.ts';

/** A run of a dataset, as far as its pipelines are asked for. */
export interface RunKey {
  readonly key: string;
  /** Null is what names no dataset. */
  readonly dataset: string | null;
  readonly run: string;
}

/** What is known already. */
export interface RunKnowledge {
  readonly pipelinesOf: (run: RunKey) => Answer<Loaded<Pipeline>>;
  readonly wayOf: (manifest: string) => Answer<PipelineWay>;
}

/** What is open though nobody said so. */
export interface UsuallyOpen {
  readonly datasets: boolean;
  readonly runs: boolean;
  readonly pipelines: boolean;
}

/** The rows of the tree, and what has to be loaded for the open ones. */
export interface RunRows {
  readonly rows: readonly ChainRow[];
  readonly runs: readonly RunKey[];
  readonly manifests: readonly string[];
  /** See `OpenRows.opened`. */
  readonly opened: readonly OpenedRow[];
}

/** As many runs, and as many pipelines, are opened at most because of a row above them: each is a question. */
const MOST_DEEP = 200;

/** The level of pipelines; what is below comes with them, and is as much as it is. */
const PIPELINE = 3;

/** The key of a dataset's row. */
export function datasetKey(dataset: string | null): string {
  return `d${dataset === null ? '' : `:${encodeURIComponent(dataset)}`}`;
}

/** The key of the row of a run. */
export function runKey(dataset: string | null, run: string): string {
  return `${datasetKey(dataset)}/r:${encodeURIComponent(run)}`;
}

/** The key of a pipeline's row. */
export function pipelineKey(dataset: string | null, run: string, manifest: string): string {
  return `${runKey(dataset, run)}/p:${encodeURIComponent(manifest)}`;
}

function sumsOfPipeline({
  records,
  files,
  stored_bytes,
  exclusive_bytes,
  missing,
  unwritten,
}: Pipeline): ChainRow['sums'] {
  return { records, files, size_bytes: stored_bytes, exclusive_bytes, missing, unwritten };
}

/**
 * Makes the rows of all datasets. `usual` opens datasets or runs that nothing was said of; `pagesOf` says how many pages
 * of runs of a dataset are shown.
 */
export function runRows(
  datasets: readonly DatasetRuns[],
  state: OpenState,
  known: RunKnowledge,
  usual: UsuallyOpen,
  pagesOf: (key: string) => number = () => 1,
): RunRows {
  const open = new OpenRows(state, (level) => (level <= PIPELINE ? MOST_DEEP : Infinity));
  const rows: ChainRow[] = [];
  const runs: RunKey[] = [];
  const manifests: string[] = [];

  const addPipeline = (pipeline: Pipeline, run: RunKey, max: number, above: boolean): void => {
    const { manifest } = pipeline;
    const key = pipelineKey(run.dataset, run.run, manifest);
    const isReadable = pipeline.state !== 'unreadable' && pipeline.records > 0;
    const isOpen = isReadable ? open.isOpen(key, PIPELINE, above, usual.pipelines) : null;
    rows.push(
      chainRow({
        key,
        level: PIPELINE,
        kind: 'pipeline',
        name: pipelineName(pipeline),
        isOpen,
        sums: sumsOfPipeline(pipeline),
        state: pipeline.state,
        layout: pipeline.layout,
        id: pipeline.pipeline_id,
        created: pipeline.created_at,
        max,
        selection: { kind: 'pipeline', manifest },
      }),
    );
    if (isOpen !== true) return;
    manifests.push(manifest);
    const way = known.wayOf(manifest);
    if (way === null) rows.push(waitingRow(key, PIPELINE + 1));
    else if ('problem' in way) rows.push(problemRow(key, PIPELINE + 1, way.problem));
    else {
      const isDeep = open.isDeep(key, above);
      rows.push(...wayRows(way.data, { key, level: PIPELINE, max, isDeep }, open));
    }
  };

  const addRun = (node: RunNode, dataset: string | null, max: number, above: boolean): void => {
    const key = runKey(dataset, node.run);
    const run = { key, dataset, run: node.run };
    const isOpen = open.isOpen(key, 2, above, usual.runs);
    rows.push(
      chainRow({
        key,
        level: 2,
        kind: 'run',
        name: escapeForTerminal(node.run),
        isOpen,
        sums: toldSums(node),
        count: node.pipelines,
        created: node.created_at,
        max,
      }),
    );
    if (!isOpen) return;
    runs.push(run);
    const loaded = known.pipelinesOf(run);
    if (loaded === null) {
      rows.push(waitingRow(key, PIPELINE));
      return;
    }
    if ('problem' in loaded) {
      rows.push(problemRow(key, PIPELINE, loaded.problem));
      return;
    }
    const { rows: pipelines, total } = loaded.data;
    for (const pipeline of pipelines) addPipeline(pipeline, run, max, open.isDeep(key, above));
    if (total > pipelines.length) rows.push(moreRow(key, PIPELINE, total - pipelines.length));
  };

  // One scale for the whole tree, so that bars can be compared up and down.
  const biggest = largest(datasets.map(({ size_bytes }) => size_bytes));
  for (const node of datasets) {
    const key = datasetKey(node.dataset);
    const isOpen = open.isOpen(key, 1, false, usual.datasets);
    rows.push(
      chainRow({
        key,
        level: 1,
        kind: 'dataset',
        id: node.dataset,
        name: datasetName(node.dataset ?? ''),
        isOpen,
        sums: toldSums(node),
        count: node.pipelines,
        created: node.created_at,
        max: biggest,
      }),
    );
    if (!isOpen) continue;
    const shown = node.runs.slice(0, pagesOf(key) * SIBLINGS);
    for (const run of shown) addRun(run, node.dataset, biggest, open.isDeep(key, false));
    if (node.runs.length > shown.length) rows.push(moreRow(key, 2, node.runs.length - shown.length));
  }
  return { rows, runs, manifests, opened: open.opened };
}
