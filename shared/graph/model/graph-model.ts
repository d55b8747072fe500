import type { GraphEdge, GraphNode, GraphRecord, OperatorGraph } from '../../api/graph/graph.ts';
import type { Box, Drawing } from '../drawing.ts';
import type { GraphChoices } from './choices.ts';
import { drawnLines, type DrawnLine, type LineEnd } from './drawn-lines.ts';
import { inScope, type ScopedGraph } from './in-scope.ts';
import { detailOf, marksOf, rowText, titleOf, type NodeMark } from './node-text.ts';

/** Width of a box, height of one and of a row in it, in CSS pixels. */
export const BOX_WIDTH = 158;
/** See {@link BOX_WIDTH}. */
export const BOX_HEIGHT = 42;
/** See {@link BOX_WIDTH}. */
export const ROW_HEIGHT = 20;

/** A row of an opened box: a record. */
export interface DrawnRow {
  readonly id: string;
  readonly record: GraphRecord;
  /** `fold 2`. */
  readonly title: string;
  /** Its size, or its state. */
  readonly detail: string;
}

/** A box, and what it says. */
export interface DrawnBox {
  readonly id: string;
  readonly node: GraphNode;
  /** Class of an operator, id of what isn't there, name of a file. */
  readonly title: string;
  /** The second line. */
  readonly detail: string;
  readonly marks: readonly NodeMark[];
  /** Several records that are together: drawn as a stack. */
  readonly isStack: boolean;
  /** Empty unless it is opened. */
  readonly rows: readonly DrawnRow[];
  /** What lies outside of what is drawn: neighbours that it needs, and that need it. */
  readonly outside: { readonly needs: number; readonly neededBy: number };
}

/** What is drawn of a graph. Boxes are in the order of its nodes. */
export interface GraphModel {
  readonly boxes: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
  /** For the layout. */
  readonly drawing: Drawing;
}

/** Whether a node's folds can have rows. */
export function canOpen({ records }: GraphNode): boolean {
  return records.length > 1;
}

function isOpen(node: GraphNode, { open }: GraphChoices): boolean {
  return canOpen(node) && (open === 'all' || open.includes(node.id));
}

function rowsOf({ records }: GraphNode): DrawnRow[] {
  return records.map((record) => ({
    id: record.key,
    record,
    ...rowText(record),
  }));
}

/** Rows by fold; where several records are of a fold, the first. */
function rowOfFold(rows: readonly DrawnRow[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { id, record } of rows) {
    if (record.fold !== null && !found.has(record.fold)) found.set(record.fold, id);
  }
  return found;
}

/** For each node, how many neighbours the drawing doesn't hold. */
function neighboursOutside(cut: readonly GraphEdge[], end: 'from' | 'to'): Map<string, number> {
  const other = end === 'from' ? 'to' : 'from';
  return new Map(
    [...Map.groupBy(cut, (edge) => edge[end])].map(([id, edges]) => [
      id,
      new Set(edges.map((edge) => edge[other])).size,
    ]),
  );
}

/** The branch that something without a step is drawn in: the innermost that holds all that it leads to or comes from. */
function sharedBranch(branches: readonly (readonly number[])[]): readonly number[] {
  const [first = [], ...others] = branches;
  let length = first.length;
  for (const branch of others) {
    let same = 0;
    while (same < length && branch[same] === first[same]) same++;
    length = Math.min(length, same);
  }
  return first.slice(0, length);
}

/** Branches of what isn't in one itself: ghosts and files stand where their neighbours do, whichever kinds of edges are drawn. */
function lanesOf({ nodes }: ScopedGraph, edges: readonly GraphEdge[]): Map<string, readonly number[]> {
  const branchOf = new Map(
    nodes.filter(({ kind }) => kind === 'operator').map((node) => [node.id, node.branch]),
  );
  const beside = new Map<string, (readonly number[])[]>();
  for (const { from, to } of edges) {
    for (const [id, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const branch = branchOf.get(other);
      if (branchOf.has(id) || branch === undefined) continue;
      const known = beside.get(id) ?? [];
      known.push(branch);
      beside.set(id, known);
    }
  }
  return new Map(
    nodes.map(({ id, branch }) => [
      id,
      branchOf.get(id) ?? (branch.length > 0 ? branch : sharedBranch(beside.get(id) ?? [])),
    ]),
  );
}

function boxOf({ node, rows }: DrawnBox, lane: readonly number[]): Box {
  const { id, step, source, substep } = node;
  return {
    id,
    width: BOX_WIDTH,
    height: BOX_HEIGHT + rows.length * ROW_HEIGHT,
    lane,
    step: node.kind === 'operator' ? step : null,
    source,
    substep,
    rows: rows.map((row) => ({ id: row.id, height: ROW_HEIGHT })),
  };
}

/** Works out what is drawn of a graph, and what each box says. */
export function graphModel(graph: OperatorGraph, choices: GraphChoices): GraphModel {
  const scoped = inScope(graph, choices);
  const cyclic = new Set(
    graph.edges.filter(({ in_cycle: inCycle }) => inCycle).flatMap(({ from, to }) => [from, to]),
  );
  const needs = neighboursOutside(scoped.cut, 'to');
  const neededBy = neighboursOutside(scoped.cut, 'from');
  const boxes = scoped.nodes.map((node): DrawnBox => {
    const opened = isOpen(node, choices);
    return {
      id: node.id,
      node,
      title: titleOf(node),
      detail: detailOf(node),
      marks: marksOf(node, cyclic),
      isStack: canOpen(node) && !opened,
      rows: opened ? rowsOf(node) : [],
      outside: {
        needs: node.outside.needs + (needs.get(node.id) ?? 0),
        neededBy: node.outside.needed_by + (neededBy.get(node.id) ?? 0),
      },
    };
  });
  const ends = new Map<string, LineEnd>(
    boxes.map(({ id, node, rows }) => [id, { node, rowOfFold: rowOfFold(rows) }]),
  );
  const lines = drawnLines(scoped.edges, ends);
  const lanes = lanesOf(scoped, graph.edges);
  return {
    boxes,
    lines,
    drawing: { boxes: boxes.map((box) => boxOf(box, lanes.get(box.id) ?? [])), lines },
  };
}

/** How many nodes a drawing would have, rows of opened boxes counted as nodes, and how many lines at most. Far cheaper than the drawing. */
export function countDrawn(
  graph: OperatorGraph,
  choices: GraphChoices,
): { readonly nodes: number; readonly edges: number } {
  const { nodes, edges } = inScope(graph, choices);
  const rows = nodes.reduce((sum, node) => sum + (isOpen(node, choices) ? node.records.length : 0), 0);
  return { nodes: nodes.length + rows, edges: edges.length };
}
