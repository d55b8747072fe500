import { escapeForTerminal } from '../../text/escape-for-terminal.ts';
import type { NodeType } from '../looks/node-looks.ts';
import type { PlainEdge, PlainGraph } from './plain-graph.ts';

/**
 * Text in a Mermaid label. It is read as HTML and Markdown, and its own entities begin with `#`: every sign that isn't a letter, a number, a space
 * or one of a few harmless ones is written as an entity by its number.
 */
export function labelText(text: string): string {
  return escapeForTerminal(text).replace(/[^\p{L}\p{N} .,·✕≠]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`);
}

const SHAPES: Readonly<Record<NodeType, readonly [string, string]>> = {
  transformer: ['[', ']'],
  model: ['([', '])'],
  metaModel: ['(((', ')))'],
  splitter: ['{', '}'],
  encoder: ['[/', '\\]'],
  none: ['(', ')'],
};

const ARROWS: Readonly<Record<PlainEdge['kind'], string>> = {
  feeds: '-->',
  follows: '-.->',
  depends: '==>',
  source: '==>',
  file: '-.->',
  holds: '-->',
  shares: '-.-',
};

/** Writes a graph in Mermaid, which GitHub and many notebooks draw. Nodes are numbered: an id could be a word of Mermaid. */
export function writeMermaid({ nodes, edges }: PlainGraph): string {
  const numberOf = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  const nodeLines = nodes.map(({ id, title, detail, shape }) => {
    const [begin, end] = SHAPES[shape];
    return `  ${numberOf.get(id)}${begin}"${labelText(title)}<br/>${labelText(detail)}"${end}`;
  });
  const edgeLines = edges.flatMap(({ from, to, kind }) => {
    const [source, target] = [numberOf.get(from), numberOf.get(to)];
    return source === undefined || target === undefined ? [] : `  ${source} ${ARROWS[kind]} ${target}`;
  });
  return ['flowchart LR', ...nodeLines, ...edgeLines, ''].join('\n');
}
