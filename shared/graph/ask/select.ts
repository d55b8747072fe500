import type { GraphNode, OperatorGraph } from '../../api/graph/graph.ts';
import { reachable } from '../model/in-scope.ts';
import { marksOf } from '../model/node-text.ts';
import { parseSelection, type SelectionTerm } from './parse-selection.ts';

/** What a text selects. */
export interface Selected {
  /** What the words themselves find, to go from one to the next; in the order of the graph. */
  readonly found: readonly string[];
  /** With what the text takes before and after. */
  readonly selected: readonly string[];
}

function fits(node: GraphNode, { kind, text }: SelectionTerm, cyclic: ReadonlySet<string>): boolean {
  const has = (value: string | null): boolean => value !== null && value.toLowerCase().includes(text);
  switch (kind) {
    case 'any':
      return has(node.label) || node.records.some(({ artifact_id: id }) => has(id));
    case 'class':
      return node.kind === 'operator' && has(node.label);
    case 'state':
      return (
        node.records.some(({ state }) => state === text) ||
        marksOf(node, cyclic).some((mark) => mark === text)
      );
    case 'file':
      return (node.kind === 'file' && has(node.label)) || node.records.some(({ file }) => has(file));
  }
}

/** Selects nodes by a text (see {@link parseSelection}); one without words selects nothing. */
export function selectByText(graph: OperatorGraph, text: string): Selected {
  const terms = parseSelection(text);
  if (terms.length === 0) return { found: [], selected: [] };
  const cyclic = new Set(graph.edges.filter((edge) => edge.in_cycle).flatMap(({ from, to }) => [from, to]));
  const each = terms.map((term) => {
    const found = graph.nodes.filter((node) => fits(node, term, cyclic)).map(({ id }) => id);
    const before = reachable(graph.edges, found, term.before, 'up');
    const after = reachable(graph.edges, found, term.after, 'down');
    return { found: new Set(found), selected: new Set([...before, ...after]) };
  });
  const ids = graph.nodes.map(({ id }) => id);
  const selected = ids.filter((id) => each.every((term) => term.selected.has(id)));
  return {
    found: selected.filter((id) => each.some((term) => term.found.has(id))),
    selected,
  };
}
