import type { OperatorGraph } from '../../api/graph/graph.ts';
import { element, xmlText } from '../svg/markup.ts';
import { plainGraph, type PlainEdge, type PlainNode } from './plain-graph.ts';

/** What a node, or an edge, says: the name of the key, its type, and its value; null where there is none. */
type Said<Of> = readonly (readonly [
  string,
  'string' | 'int' | 'boolean',
  (of: Of) => string | number | boolean | null,
])[];

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

function keys<Of>(said: Said<Of>, domain: string): string[] {
  return said.map(([name, type]) =>
    element('key', { id: `${domain}_${name}`, for: domain, 'attr.name': name, 'attr.type': type }),
  );
}

function data<Of>(said: Said<Of>, domain: string, of: Of): string {
  return said
    .map(([name, , value]) => [name, value(of)] as const)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => element('data', { key: `${domain}_${name}` }, xmlText(String(value))))
    .join('');
}

/** Writes a graph as GraphML, which yEd, Gephi and NetworkX read. */
export function writeGraphml(graph: OperatorGraph): string {
  const { nodes, edges } = plainGraph(graph);
  const inner = [
    ...nodes.map((node) => element('node', { id: node.id }, data(OF_NODES, 'node', node))),
    ...edges.map((edge) =>
      element('edge', { source: edge.from, target: edge.to }, data(OF_EDGES, 'edge', edge)),
    ),
  ];
  const parts = [
    ...keys(OF_NODES, 'node'),
    ...keys(OF_EDGES, 'edge'),
    element('graph', { id: 'stemma', edgedefault: 'directed' }, `\n${inner.join('\n')}\n`),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('graphml', { xmlns: 'http://graphml.graphdrawing.org/xmlns' }, `\n${parts.join('\n')}\n`)}\n`;
}
