import type { GraphEdge, GraphNode, OperatorGraph } from '../../../shared/api/graph/graph.ts';

/** What a text selects in a graph: one condition, with what lies before and after what meets it. */
interface TextQuery {
  readonly field: 'any' | 'class' | 'state' | 'file';
  readonly value: string;
  /** Steps to what is needed, and to what needs it; `Infinity` for all of them. */
  readonly before: number;
  readonly after: number;
}

/** `2+Ridge+`: steps, what is meant, steps. A plus within a name is a part of it. */
const FORM = /^(?:(\d*)\+)?(?:(class|state|file):)?(.*?)(?:\+(\d*))?$/s;

function steps(digits: string | undefined): number {
  return digits === undefined ? 0 : digits === '' ? Infinity : Number(digits);
}

/** Reads `+Ridge`, `Ridge+`, `2+Ridge`, `class:Ridge`, `state:missing`, `file:abc`; null for a text that says nothing. */
export function readTextQuery(text: string): TextQuery | null {
  const [, before, field, value = '', after] = FORM.exec(text.trim()) ?? [];
  const wanted = value.trim().toLowerCase();
  if (wanted === '') return null;
  return {
    field: field === 'class' || field === 'state' || field === 'file' ? field : 'any',
    value: wanted,
    before: steps(before),
    after: steps(after),
  };
}

/** All states that a node is in, as people call them. */
function statesOf({ kind, candidates, records, inferred }: GraphNode, inCycle: boolean): readonly string[] {
  return [
    ...(kind === 'ghost' ? [candidates === 0 ? 'unresolved' : 'ambiguous', 'not found'] : []),
    ...records.map(({ state }) => (state === 'unknown' ? 'undecided' : state)),
    ...(records.some(({ other_pipelines }) => other_pipelines > 0) ? ['shared'] : []),
    ...(inferred ? ['inferred'] : []),
    ...(inCycle ? ['cycle'] : []),
  ];
}

function meets(node: GraphNode, { field, value }: TextQuery, inCycle: boolean): boolean {
  const has = (text: string | null): boolean => text !== null && text.toLowerCase().includes(value);
  switch (field) {
    case 'class':
      return node.kind === 'operator' && node.label.toLowerCase() === value;
    case 'state':
      return statesOf(node, inCycle).some((state) => state.startsWith(value));
    case 'file':
      return (node.kind === 'file' && has(node.label)) || node.records.some(({ file }) => has(file));
    case 'any':
      return has(node.label) || node.records.some(({ artifact_id }) => has(artifact_id));
  }
}

function reach(
  from: ReadonlySet<string>,
  edges: ReadonlyMap<string, readonly GraphEdge[]>,
  end: (edge: GraphEdge) => string,
  most: number,
): Set<string> {
  const seen = new Set(from);
  let edge = [...from];
  for (let step = 0; step < most && edge.length > 0; step += 1) {
    const next = edge.flatMap((id) => (edges.get(id) ?? []).map(end)).filter((id) => !seen.has(id));
    edge = [...new Set(next)];
    for (const id of edge) seen.add(id);
  }
  return seen;
}

/** The nodes that a text selects, in the order of the graph; none for a text that says nothing. */
export function selectedByText(graph: OperatorGraph, text: string): readonly string[] {
  const query = readTextQuery(text);
  if (query === null) return [];
  const circling = new Set(graph.edges.flatMap((edge) => (edge.in_cycle ? [edge.from, edge.to] : [])));
  const met = new Set(
    graph.nodes.filter((node) => meets(node, query, circling.has(node.id))).map(({ id }) => id),
  );
  const into = Map.groupBy(graph.edges, ({ to }) => to);
  const outOf = Map.groupBy(graph.edges, ({ from }) => from);
  const before = reach(met, into, ({ from }) => from, query.before);
  const after = reach(met, outOf, ({ to }) => to, query.after);
  return graph.nodes.map(({ id }) => id).filter((id) => before.has(id) || after.has(id));
}
