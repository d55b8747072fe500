import type { WorkspaceGraph } from '../../../../shared/api/graph/workspace-graph.ts';
import type { SceneBox } from '../../../../shared/graph/scene/scene.ts';
import { formatBytes } from '../../../../shared/text/format-number.ts';
import { pipelineName } from '../../../kit/pipelines/pipeline-name.ts';
import { storedText } from '../../../kit/pipelines/stored-text.ts';
import { datasetName } from '../../../text/dataset-name.ts';
import { missingText } from '../../../text/missing-text.ts';
import { plural } from '../../../text/plural.ts';

/** Names the box of a dataset by its place in the list of them. */
export const datasetId = (at: number): string => `dataset ${at}`;

/** Names the box of a pipeline by its manifest. */
export const pipelineId = (manifest: string): string => `pipeline ${manifest}`;

const PLAIN = {
  type: null,
  state: null,
  words: [],
  isStack: false,
  isInferred: false,
  isInCycle: false,
  rows: [],
  outside: { needs: 0, neededBy: 0 },
} as const;

/** The box of a dataset. */
export function datasetBox(
  { dataset, pipelines, size_bytes }: WorkspaceGraph['datasets'][number],
  at: number,
): SceneBox {
  const name = datasetName(dataset ?? '');
  return {
    ...PLAIN,
    id: datasetId(at),
    kind: 'dataset',
    title: name,
    name,
    detail: `${plural(pipelines, 'pipeline')} ${pipelines === 1 ? 'uses' : 'use'} ${formatBytes(size_bytes)}`,
  };
}

/** The box of a pipeline. */
export function pipelineBox(pipeline: WorkspaceGraph['pipelines'][number]): SceneBox {
  const { manifest, missing, unwritten } = pipeline;
  const isLost = missing > unwritten;
  const name = pipelineName(pipeline);
  return {
    ...PLAIN,
    id: pipelineId(manifest),
    kind: 'pipeline',
    title: name,
    name,
    detail: isLost
      ? `✕ ${missingText(pipeline)}`
      : missing > 0
        ? missingText(pipeline)
        : storedText(pipeline),
    state:
      missing === 0
        ? null
        : isLost
          ? { legend: 'missing', tone: 'danger', isDashed: true }
          : { legend: 'never written', tone: 'muted', isDashed: true },
  };
}
