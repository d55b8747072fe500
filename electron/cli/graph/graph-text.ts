import { extname } from 'node:path';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import {
  FORMAT_ENDINGS,
  GRAPH_FORMATS,
  type GraphFormat,
  writeGraph,
} from '../../../shared/graph/formats/write-graph.ts';
import { plainGraph } from '../../../shared/graph/formats/plain-graph.ts';
import { layLanes } from '../../../shared/graph/lanes/lay-lanes.ts';
import type { Theme } from '../../../shared/graph/looks/palette.ts';
import { EDGE_KINDS } from '../../../shared/graph/model/choices.ts';
import { operatorPicture, placedScene } from '../../../shared/graph/scene/operator-picture.ts';
import { writeSvg } from '../../../shared/graph/svg/write-svg.ts';

/** What a drawing can be written as. */
export const DRAWN_FORMATS = ['svg', ...GRAPH_FORMATS] as const;

/** See {@link DRAWN_FORMATS}. */
export type DrawnFormat = 'svg' | GraphFormat;

/** How a graph is drawn. */
export interface DrawnLook {
  readonly title: string;
  readonly theme: Theme;
  /** Whether each fold has a row of its own. */
  readonly open: boolean;
}

/** The format that a file's name ends like; SVG where it says nothing. */
export function formatOf(output: string | undefined): DrawnFormat {
  const ending = extname(output ?? '').toLowerCase();
  return GRAPH_FORMATS.find((format) => FORMAT_ENDINGS[format] === ending) ?? 'svg';
}

/** A graph as a text of a format. */
export function graphText(
  graph: OperatorGraph,
  format: DrawnFormat,
  { title, theme, open }: DrawnLook,
): string {
  if (format !== 'svg') return writeGraph(graph, plainGraph(graph), format);
  const picture = operatorPicture(graph, { open: open ? 'all' : [], kinds: EDGE_KINDS });
  return writeSvg(placedScene(picture, layLanes(picture.model.drawing)), { theme, title });
}
