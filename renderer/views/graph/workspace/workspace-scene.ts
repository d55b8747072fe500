import type { SharedFiles, WorkspaceGraph } from '../../../../shared/api/graph/workspace-graph.ts';
import type { Area, PlacedBox, PlacedLane, PlacedLine } from '../../../../shared/graph/drawing.ts';
import { BOX_HEIGHT, BOX_WIDTH } from '../../../../shared/graph/model/graph-model.ts';
import type { Selection } from '../../../state/route/selection.ts';
import { datasetName } from '../../../text/dataset-name.ts';
import { datasetBox, datasetId, pipelineBox, pipelineId } from './workspace-boxes.ts';
import type { Scene, SceneBox, SceneLine } from '../../../../shared/graph/scene/scene.ts';

/** Pixels between boxes, around them in the frame of a dataset, of its head, and from one bracket to the next. */
const GAP = 14;
const PAD = 14;
const HEAD = 22;
const TRACK = 7;

/** Joins that are drawn, those of most bytes first: more would be a tangle. */
const MOST_JOINS = 40;

/** What stands behind a box. */
export type WorkspaceStop =
  | { readonly kind: 'dataset'; readonly dataset: string | null }
  | { readonly kind: 'pipeline'; readonly selection: Extract<Selection, { kind: 'pipeline' }> };

/** The workspace from above: a frame for each dataset with its pipelines, joined by the stored files that they share. */
export interface WorkspaceScene {
  readonly scene: Scene;
  readonly stops: ReadonlyMap<string, WorkspaceStop>;
  /** Joins that are not drawn. */
  readonly leftOut: number;
}

/** Brackets at the right of the boxes that they join, each on a track of its own. */
function brackets(
  joins: readonly SharedFiles[],
  idAt: (place: number) => string | undefined,
  areas: ReadonlyMap<string, Area>,
): { readonly lines: SceneLine[]; readonly placed: PlacedLine[] } {
  const lines: SceneLine[] = [];
  const placed: PlacedLine[] = [];
  const tracks: (readonly [number, number])[][] = [];
  for (const { from, to } of joins.slice(0, MOST_JOINS)) {
    const [one = '', other = ''] = [idAt(from), idAt(to)];
    const [upper, lower] = [areas.get(one), areas.get(other)];
    if (upper === undefined || lower === undefined) continue;
    const id = `join ${one} ${other}`;
    const right = Math.max(upper.x + upper.width, lower.x + lower.width);
    const [top, bottom] = [upper.y + upper.height / 2, lower.y + lower.height / 2].toSorted(
      (above, below) => above - below,
    ) as [number, number];
    // The first track that is free between the two.
    const free = tracks.findIndex((taken) => taken.every(([low, high]) => bottom < low || high < top));
    const track = free === -1 ? tracks.length : free;
    (tracks[track] ??= []).push([top, bottom]);
    const x = right + 2 * PAD + track * TRACK;
    lines.push({ id, from: one, to: other, kind: 'shares', isInferred: false, isInCycle: false, side: null });
    placed.push({
      id,
      points: [
        { x: upper.x + upper.width, y: upper.y + upper.height / 2 },
        { x, y: upper.y + upper.height / 2 },
        { x, y: lower.y + lower.height / 2 },
        { x: lower.x + lower.width, y: lower.y + lower.height / 2 },
      ],
    });
  }
  return { lines, placed };
}

/** Lays the workspace out: datasets below each other, of each its pipelines. */
export function workspaceScene(graph: WorkspaceGraph): WorkspaceScene {
  const { datasets, pipelines } = graph;
  const byDataset = Map.groupBy(pipelines, ({ dataset }) => dataset);
  const boxes: SceneBox[] = [];
  const placed: PlacedBox[] = [];
  const lanes: PlacedLane[] = [];
  const stops = new Map<string, WorkspaceStop>();
  let y = PAD;
  const put = (box: SceneBox, x: number, stop: WorkspaceStop): void => {
    boxes.push(box);
    placed.push({ id: box.id, x, y, width: BOX_WIDTH, height: BOX_HEIGHT });
    stops.set(box.id, stop);
    y += BOX_HEIGHT + GAP;
  };
  for (const [at, dataset] of datasets.entries()) {
    const own = byDataset.get(dataset.dataset) ?? [];
    const top = y;
    y += HEAD;
    put(datasetBox(dataset, at), 2 * PAD, { kind: 'dataset', dataset: dataset.dataset });
    const below = y;
    y = top + HEAD;
    for (const pipeline of own) {
      const { manifest } = pipeline;
      const selection = { kind: 'pipeline', manifest } as const;
      put(pipelineBox(pipeline), 4 * PAD + BOX_WIDTH, { kind: 'pipeline', selection });
    }
    y = Math.max(y, below);
    const width = (own.length === 0 ? 1 : 2) * BOX_WIDTH + (own.length === 0 ? 2 : 4) * PAD;
    lanes.push({ path: [at], x: PAD, y: top, width, height: y - top });
    y += GAP;
  }
  const areas = new Map(placed.map((area) => [area.id, area]));
  const hasPipelines = pipelines.length > 0;
  const joins = hasPipelines ? graph.pipeline_edges : graph.dataset_edges;
  const { lines, placed: routes } = brackets(
    joins,
    (place) => (hasPipelines ? pipelineId(pipelines[place]?.manifest ?? '') : datasetId(place)),
    areas,
  );
  const right = routes.flatMap(({ points }) => points.map(({ x }) => x));
  const width = Math.max(4 * PAD + 2 * BOX_WIDTH, ...right) + 2 * PAD;
  const unsent = hasPipelines ? graph.left_out.pipeline_edges : graph.left_out.dataset_edges;
  return {
    scene: {
      boxes,
      lines,
      frames: datasets.map(({ dataset }) => datasetName(dataset ?? '')),
      geometry: { width, height: y + PAD, boxes: placed, lines: routes, lanes },
    },
    stops,
    leftOut: unsent + joins.length - lines.length,
  };
}
