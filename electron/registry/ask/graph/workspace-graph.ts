import type { WorkspaceGraph } from '../../../../shared/api/graph/workspace-graph.ts';
import { columnsOf, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { areOrphansKnown } from '../../state/blocking.ts';
import { countPipelines, listPipelines, withMissing } from '../pipelines/pipelines.ts';
import { runsOf } from '../pipelines/runs.ts';
import { addFiles, noFiles, usageByDataset } from '../totals/usage.ts';
import { sharedBetween, type Joined } from './shared-files.ts';

/** Pipelines that are told, and joined. */
const MOST_PIPELINES = 1000;

/** Datasets that are joined: a workspace has some dozen. */
const MOST_DATASETS = 1000;

const NOTHING: Joined = { edges: [], leftOut: 0 };

/** The workspace, or one dataset, from above: datasets, pipelines, and the files that join them. */
export function* workspaceGraph(context: ViewContext, dataset?: string): Slices<WorkspaceGraph> {
  const isWanted = (one: string | null): boolean => dataset === undefined || one === dataset;
  const usage = yield* usageByDataset(context);
  const orphans = noFiles();
  for (const [of, { orphan }] of usage) if (isWanted(of)) addFiles(orphans, orphan);
  const datasets = (yield* runsOf(context, { dataset, text: undefined })).map(({ runs: _runs, ...sums }) => ({
    ...sums,
    orphans: usage.get(sums.dataset)?.orphan ?? noFiles(),
    orphans_known: areOrphansKnown(context, sums.dataset ?? undefined),
  }));
  const total = countPipelines(context, { dataset });
  yield 'more';
  const isTold = dataset !== undefined || total <= MOST_PIPELINES;
  const part = { by: 'exclusive_bytes', descending: true, limit: MOST_PIPELINES } as const;
  const pipelines = isTold ? withMissing(context, listPipelines(context, { dataset }, part)) : [];
  yield 'more';
  const columns = yield* columnsOf(context);
  const byDataset = new Map(datasets.slice(0, MOST_DATASETS).map((one, place) => [one.dataset, place]));
  const byManifest = new Map(pipelines.map(({ manifest }, place) => [manifest, place]));
  const { manifests } = columns;
  const groupsOf = (groupOf: (manifest: (typeof manifests)[number]) => number | undefined): Int32Array =>
    Int32Array.from(manifests, (manifest) => (manifest.kind === 0 ? (groupOf(manifest) ?? -1) : -1));
  const betweenDatasets =
    datasets.length < 2
      ? NOTHING
      : yield* sharedBetween(
          columns,
          byDataset.size,
          groupsOf((one) => byDataset.get(one.dataset)),
        );
  const betweenPipelines =
    pipelines.length < 2
      ? NOTHING
      : yield* sharedBetween(
          columns,
          pipelines.length,
          groupsOf(({ path }) => byManifest.get(path)),
        );
  return {
    datasets,
    dataset_edges: betweenDatasets.edges,
    total,
    pipelines,
    pipeline_edges: betweenPipelines.edges,
    left_out: { dataset_edges: betweenDatasets.leftOut, pipeline_edges: betweenPipelines.leftOut },
    orphans,
    orphans_known: areOrphansKnown(context, dataset),
  };
}
