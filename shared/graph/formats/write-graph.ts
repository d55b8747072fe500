import type { OperatorGraph } from '../../api/graph/graph.ts';
import { writeDot } from './dot.ts';
import { writeGraphml } from './graphml.ts';
import { writeMermaid } from './mermaid.ts';

/** Formats that a graph can be written in for other programs. */
export const GRAPH_FORMATS = ['json', 'graphml', 'dot', 'mermaid'] as const;

/** See {@link GRAPH_FORMATS}. */
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** How files of a format end. */
export const FORMAT_ENDINGS: Readonly<Record<GraphFormat, string>> = {
  json: '.json',
  graphml: '.graphml',
  dot: '.dot',
  mermaid: '.mmd',
};

/** Writes a graph for another program; JSON has all of it, folds and records too. */
export function writeGraph(graph: OperatorGraph, format: GraphFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(graph, null, 2)}\n`;
    case 'graphml':
      return writeGraphml(graph);
    case 'dot':
      return writeDot(graph);
    case 'mermaid':
      return writeMermaid(graph);
  }
}
