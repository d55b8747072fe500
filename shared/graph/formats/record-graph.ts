/**
 * The whole graph of a workspace's records for other programs, piece by piece: a million records are never one text. Edges lead from a
 * record to what its `depends_on` names; what that means no record by, or several, is a node of its own.
 */
import { element } from '../svg/markup.ts';
import { quoted } from './dot.ts';
import { dataOf, GRAPHML_HEAD, GRAPHML_SPACE, keysOf, type Said } from './graphml-data.ts';
import { labelText } from './mermaid.ts';

/** A record of a pipeline. */
export interface RecordGraphNode {
  /** `MANIFEST#POSITION`. */
  readonly id: string;
  /** The same in short, for formats that can't have any text as a name. */
  readonly number: number;
  readonly artifact_id: string | null;
  readonly class: string;
  readonly type: string | null;
  /** Null where all folds share it. */
  readonly fold: number | null;
}

/** What a record depends on. */
export interface RecordGraphEdge {
  /** That of the record which depends. */
  readonly manifest: string;
  readonly from: string;
  readonly from_number: number;
  /** Null where the id means no record, or several. */
  readonly to: string | null;
  readonly to_number: number | null;
  /** The id as written. */
  readonly target: string;
  readonly status: 'resolved' | 'unresolved' | 'ambiguous';
}

/** Formats that all records can be written in besides JSON. */
export const RECORD_FORMATS = ['dot', 'graphml', 'mermaid'] as const;

/** See {@link RECORD_FORMATS}. */
export type RecordFormat = (typeof RECORD_FORMATS)[number];

/** What an id names that means no record: a node for each manifest and id, made where it is first named. */
interface Ghost {
  readonly id: string;
  readonly number: number;
  readonly target: string;
  readonly status: RecordGraphEdge['status'];
}

/** How one format says it. */
interface Writer {
  readonly head: string;
  readonly node: (node: RecordGraphNode) => string;
  readonly ghost: (ghost: Ghost) => string;
  /** `to` and its number are those of the ghost where there is no record. */
  readonly edge: (edge: RecordGraphEdge, to: string, toNumber: string) => string;
  readonly foot: string;
}

const dot: Writer = {
  head: 'digraph stemma {\n  rankdir=LR;\n',
  node: ({ id, artifact_id: artifact, class: name, type, fold }) =>
    `  ${quoted(id)} [label=${quoted(name || id)}, artifact_id=${quoted(artifact ?? '')}, class=${quoted(name)}, type=${quoted(type ?? '')}, fold=${quoted(String(fold ?? ''))}];\n`,
  ghost: ({ id, target, status }) =>
    `  ${quoted(id)} [label=${quoted(target)}, style=dashed, type=${quoted(status)}];\n`,
  edge: ({ from, status }, to) =>
    `  ${quoted(from)} -> ${quoted(to)} [status=${status}${status === 'resolved' ? '' : ', style=dashed'}];\n`,
  foot: '}\n',
};

const OF_RECORDS: Said<Pick<RecordGraphNode, 'artifact_id' | 'class' | 'type' | 'fold'>> = [
  ['artifact_id', 'string', ({ artifact_id: artifact }) => artifact],
  ['class', 'string', ({ class: name }) => name],
  ['type', 'string', ({ type }) => type],
  ['fold', 'int', ({ fold }) => fold],
];

const OF_DEPENDENCIES: Said<RecordGraphEdge> = [['status', 'string', ({ status }) => status]];

const graphml: Writer = {
  head: `${GRAPHML_HEAD}<graphml xmlns="${GRAPHML_SPACE}">
${[...keysOf(OF_RECORDS, 'node'), ...keysOf(OF_DEPENDENCIES, 'edge')].join('\n')}
<graph id="stemma" edgedefault="directed">
`,
  node: (node) => `${element('node', { id: node.id }, dataOf(OF_RECORDS, 'node', node))}\n`,
  ghost: ({ id, target, status }) =>
    `${element('node', { id }, dataOf(OF_RECORDS, 'node', { artifact_id: target, class: '', type: status, fold: null }))}\n`,
  edge: (edge, to) =>
    `${element('edge', { source: edge.from, target: to }, dataOf(OF_DEPENDENCIES, 'edge', edge))}\n`,
  foot: '</graph>\n</graphml>\n',
};

const mermaid: Writer = {
  head: 'flowchart LR\n',
  node: ({ id, number, class: name, artifact_id: artifact }) =>
    `  n${number}["${labelText(name)}<br/>${labelText(artifact ?? id)}"]\n`,
  ghost: ({ number, target, status }) => `  g${number}("${labelText(target)}<br/>${status}")\n`,
  edge: ({ from_number: from, status }, _to, toNumber) =>
    `  n${from} ${status === 'resolved' ? '-->' : '-.->'} ${toNumber}\n`,
  foot: '',
};

const WRITERS: Readonly<Record<RecordFormat, Writer>> = { dot, graphml, mermaid };

/** Writes all records and what they depend on: the records first, then what leads from one to the other. */
export function* writeRecordGraph(
  format: RecordFormat,
  nodes: Iterable<RecordGraphNode>,
  edges: Iterable<RecordGraphEdge>,
): Generator<string, void> {
  const { head, node, ghost, edge, foot } = WRITERS[format];
  yield head;
  for (const one of nodes) yield node(one);
  // Those of one manifest follow each other: what it named is forgotten with the next.
  const ghosts = new Map<string, Ghost>();
  let [manifest, count] = ['', 0];
  for (const one of edges) {
    if (one.to !== null) {
      yield edge(one, one.to, `n${one.to_number}`);
      continue;
    }
    if (one.manifest !== manifest) ghosts.clear();
    manifest = one.manifest;
    let named = ghosts.get(one.target);
    if (named === undefined) {
      const { target, status } = one;
      named = { id: `${manifest}?${target}`, number: count, target, status };
      count += 1;
      ghosts.set(target, named);
      yield ghost(named);
    }
    yield edge(one, named.id, `g${named.number}`);
  }
  yield foot;
}
