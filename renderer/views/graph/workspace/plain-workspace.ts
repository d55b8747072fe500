import type { SharedFiles, WorkspaceGraph } from '../../../../shared/api/graph/workspace-graph.ts';
import type { PlainEdge, PlainGraph, PlainNode } from '../../../../shared/graph/formats/plain-graph.ts';
import { LINE_LOOKS } from '../../../../shared/graph/looks/line-looks.ts';
import type { SceneBox } from '../../../../shared/graph/scene/scene.ts';
import { datasetBox, pipelineBox } from './workspace-boxes.ts';

function node({ id, kind, name, detail, state }: SceneBox): PlainNode {
  const states = state === null ? '' : state.legend;
  return { id, title: name, detail, type: kind, shape: 'none', branch: '', step: null, states };
}

const SURE = { inferred: false, inCycle: false };

function joins(shared: readonly SharedFiles[], boxes: readonly SceneBox[]): PlainEdge[] {
  return shared.flatMap(({ from, to }) => {
    const [one, other] = [boxes[from], boxes[to]];
    if (one === undefined || other === undefined) return [];
    const { words } = LINE_LOOKS.shares;
    return { from: one.id, to: other.id, kind: 'shares', words, isDirected: false, ...SURE };
  });
}

/** The picture of a workspace for other programs: all joins, not only those that a picture has room for. */
export function plainWorkspace(graph: WorkspaceGraph): PlainGraph {
  const datasets = graph.datasets.map((dataset, at) => datasetBox(dataset, at));
  const pipelines = graph.pipelines.map((pipeline) => pipelineBox(pipeline));
  const placeOf = new Map(graph.datasets.map(({ dataset }, at) => [dataset, datasets[at]]));
  const held = graph.pipelines.flatMap(({ dataset }, at): PlainEdge[] => {
    const [from, to] = [placeOf.get(dataset), pipelines[at]];
    if (from === undefined || to === undefined) return [];
    return [{ from: from.id, to: to.id, kind: 'holds', words: 'holds', isDirected: true, ...SURE }];
  });
  return {
    nodes: [...datasets, ...pipelines].map((box) => node(box)),
    edges: [...held, ...joins(graph.dataset_edges, datasets), ...joins(graph.pipeline_edges, pipelines)],
  };
}
