import type { GraphEdge, OperatorGraph } from '../../api/graph/graph.ts';
import type { Drawing, Geometry } from '../drawing.ts';
import { EDGE_KINDS, PLAIN_CHOICES, type GraphChoices } from '../model/choices.ts';
import type { DrawnLine } from '../model/drawn-lines.ts';
import { graphModel, type GraphModel } from '../model/graph-model.ts';
import { sceneBox } from './operator-box.ts';
import type { Scene, SceneBox, SceneLine } from './scene.ts';

/** What a picture is made from, before it has places. */
export interface Picture {
  readonly model: GraphModel;
  readonly boxes: readonly SceneBox[];
  readonly lines: readonly SceneLine[];
  /** Pixels, by the id of the row. */
  readonly rowHeights: ReadonlyMap<string, number>;
}

/** Which part of what was asked for is drawn, and how. */
export type PictureChoices = Pick<GraphChoices, 'open' | 'kinds'>;

/** What says most comes first: of several lines between the same ends it is drawn. */
const STRONGEST: readonly GraphEdge['kind'][] = ['depends', 'source', 'feeds', 'follows', 'file'];

/** One line for each pair of ends, which several would hide behind each other. */
function strongestLines(lines: readonly DrawnLine[]): readonly DrawnLine[] {
  const weight = ({ kind }: DrawnLine): number => STRONGEST.indexOf(kind);
  const byEnds = Map.groupBy(lines, ({ from, fromRow, to, toRow }) =>
    JSON.stringify([fromRow ?? from, toRow ?? to]),
  );
  return [...byEnds.values()].flatMap((same) =>
    same.reduce<readonly DrawnLine[]>(
      ([best], line) => [best === undefined || weight(line) < weight(best) ? line : best],
      [],
    ),
  );
}

function sceneLine({ id, from, to, fromRow, toRow, kind, inferred, inCycle }: DrawnLine): SceneLine {
  return {
    id,
    from: fromRow ?? from,
    to: toRow ?? to,
    kind,
    isInferred: inferred,
    isInCycle: inCycle,
    side: null,
  };
}

function heightsOf({ boxes }: Drawing): ReadonlyMap<string, number> {
  return new Map(boxes.flatMap(({ rows }) => rows.map(({ id, height }) => [id, height] as const)));
}

/** The core's graph as boxes and lines: folds in one box, or in an opened one a row each. */
export function operatorPicture(graph: OperatorGraph, { open, kinds }: PictureChoices): Picture {
  const model = graphModel(graph, { ...PLAIN_CHOICES, files: true, open, kinds });
  const lines = strongestLines(model.lines);
  const drawing = { boxes: model.drawing.boxes, lines };
  return {
    model: { boxes: model.boxes, lines, drawing },
    boxes: model.boxes.map((box) => sceneBox(box)),
    lines: lines.map((line) => sceneLine(line)),
    rowHeights: heightsOf(drawing),
  };
}

/** A picture whose boxes and lines have their places. */
export function placedScene({ boxes, lines }: Picture, geometry: Geometry): Scene {
  return { boxes, lines, geometry };
}

/** Boxes that are opened, where all are or none is but those that were toggled. */
export function openBoxes(
  graph: OperatorGraph,
  isOpen: boolean,
  toggled: readonly string[],
): readonly string[] {
  return isOpen ? graph.nodes.map(({ id }) => id).filter((id) => !toggled.includes(id)) : toggled;
}

/** Kinds of edges that are drawn. */
export function shownKinds(hidden: readonly GraphEdge['kind'][]): readonly GraphEdge['kind'][] {
  return EDGE_KINDS.filter((kind) => !hidden.includes(kind));
}
