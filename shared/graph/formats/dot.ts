import { escapeForTerminal } from '../../text/escape-for-terminal.ts';
import type { NodeType } from '../looks/node-looks.ts';
import type { PlainEdge, PlainGraph } from './plain-graph.ts';

/** A quoted string of DOT; a backslash would begin an escape of Graphviz's own. */
export function quoted(text: string): string {
  return `"${escapeForTerminal(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Two lines of a label, the break between them being DOT's. */
function lines(title: string, detail: string): string {
  return `${quoted(title).slice(0, -1)}\\n${quoted(detail).slice(1)}`;
}

const SHAPES: Readonly<Record<NodeType, string>> = {
  transformer: 'box',
  model: 'ellipse',
  metaModel: 'doublecircle',
  splitter: 'diamond',
  encoder: 'triangle',
  none: 'box',
};

const STYLES = {
  feeds: 'solid',
  follows: 'dotted',
  depends: 'bold',
  source: 'dashed',
  file: 'dashed',
  holds: 'solid',
  shares: 'dashed',
} as const satisfies Record<PlainEdge['kind'], string>;

/** Writes a graph in DOT, the language of Graphviz. Names are quoted, so none of them says anything to Graphviz. */
export function writeDot({ nodes, edges }: PlainGraph): string {
  const nodeLines = nodes.map(
    ({ id, title, detail, shape, states }) =>
      `  ${quoted(id)} [label=${lines(title, detail)}, shape=${SHAPES[shape]}${states === '' ? '' : `, tooltip=${quoted(states)}`}];`,
  );
  const edgeLines = edges.map(
    ({ from, to, kind, words, isDirected, inferred, inCycle }) =>
      `  ${quoted(from)} -> ${quoted(to)} [style=${STYLES[kind]}, tooltip=${quoted(words)}${isDirected ? '' : ', dir=none'}${inferred ? ', arrowhead=empty' : ''}${inCycle ? ', color=red' : ''}];`,
  );
  return ['digraph stemma {', '  rankdir=LR;', ...nodeLines, ...edgeLines, '}', ''].join('\n');
}
