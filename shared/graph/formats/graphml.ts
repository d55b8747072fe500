import { element } from '../svg/markup.ts';
import { dataOf, GRAPHML_HEAD, GRAPHML_SPACE, keysOf, type Said } from './graphml-data.ts';
import type { PlainEdge, PlainGraph, PlainNode } from './plain-graph.ts';

const OF_NODES: Said<PlainNode> = [
  ['title', 'string', ({ title }) => title],
  ['detail', 'string', ({ detail }) => detail],
  ['type', 'string', ({ type }) => type],
  ['branch', 'string', ({ branch }) => branch],
  ['step', 'int', ({ step }) => step],
  ['states', 'string', ({ states }) => states],
];

const OF_EDGES: Said<PlainEdge> = [
  ['kind', 'string', ({ kind }) => kind],
  ['inferred', 'boolean', ({ inferred }) => inferred],
  ['in_cycle', 'boolean', ({ inCycle }) => inCycle],
];

/** Writes a graph as GraphML, which yEd, Gephi and NetworkX read. All edges are directed: the last one refuses a mixture. */
export function writeGraphml({ nodes, edges }: PlainGraph): string {
  const inner = [
    ...nodes.map((node) => element('node', { id: node.id }, dataOf(OF_NODES, 'node', node))),
    ...edges.map((edge) =>
      element('edge', { source: edge.from, target: edge.to }, dataOf(OF_EDGES, 'edge', edge)),
    ),
  ];
  const parts = [
    ...keysOf(OF_NODES, 'node'),
    ...keysOf(OF_EDGES, 'edge'),
    element('graph', { id: 'stemma', edgedefault: 'directed' }, `\n${inner.join('\n')}\n`),
  ];
  return `${GRAPHML_HEAD}${element('graphml', { xmlns: GRAPHML_SPACE }, `\n${parts.join('\n')}\n`)}\n`;
}
