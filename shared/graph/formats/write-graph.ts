import { writeDot } from './dot.ts';
import { writeGraphml } from './graphml.ts';
import { writeMermaid } from './mermaid.ts';
import type { PlainGraph } from './plain-graph.ts';

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

/**
 * Writes a graph for another program.
 *
 * @param whole all that is known of it, which JSON has
 * @param plain what formats can say that draw it
 */
export function writeGraph(whole: object, plain: PlainGraph, format: GraphFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(whole, null, 2)}\n`;
    case 'graphml':
      return writeGraphml(plain);
    case 'dot':
      return writeDot(plain);
    case 'mermaid':
      return writeMermaid(plain);
  }
}
