import type { Way, WayNode, WayRole } from '../../../shared/domain/way.ts';
import { operatorParameters } from './operator-parameters.ts';
import { treeOf, type TreePlace } from './way-tree.ts';

/**
 * The outline of a pipeline: its way drawn as a tree, as far as putting equal operators of all pipelines together needs it. It
 * is kept once it is derived, because deriving the ways of twenty thousand pipelines takes seconds.
 */
export interface Outline {
  /** What each node is, in their order: see {@link labelOf}. */
  readonly labels: readonly string[];
  /** Where each stands, and its records: see {@link readShape}. */
  readonly shape: string;
}

/** What an operator is, wherever it stands. */
export interface OperatorLabel {
  readonly role: WayRole;
  readonly name: string;
  readonly type: string;
  /** See {@link operatorParameters}. */
  readonly parameters: string | null;
}

/** Where a node of an outline stands. Nodes name each other by their places. */
export interface OutlineNode {
  /** -1 at the top. */
  readonly parent: number;
  readonly inputs: readonly number[];
  /** What it takes may come after it. */
  readonly isLate: boolean;
  /** Branches and nameless steps do nothing to the data, and what they list is different in each pipeline. */
  readonly isPassedThrough: boolean;
  readonly inferred: boolean;
  /** Positions of its records in rows, `[first, count, first, count, ...]`, as the way has them. */
  readonly records: readonly number[];
}

const LATE = 1;
const PASSED_THROUGH = 2;
const INFERRED = 4;

const NOTHING: readonly number[] = [];

const labelOf = ({ role, operatorClass, operatorType }: WayNode, parameters: string | null): string =>
  JSON.stringify([role, operatorClass || operatorType, operatorType, parameters]);

/** The label that a text of an outline is. */
export function readLabel(text: string): OperatorLabel {
  const [role, name, type, parameters] = JSON.parse(text) as [WayRole, string, string, string | null];
  return { role, name, type, parameters };
}

function isPassedThrough({ role, operatorType, records }: WayNode): boolean {
  return role === 'structure' && operatorType !== 'merge' && records.length === 0;
}

/** What names its inputs may name later nodes. */
function isLate({ depends, inputs }: TreePlace, id: number): boolean {
  return depends && inputs.some((input) => input > id);
}

function rowsOf(positions: readonly number[]): number[] {
  const rows: number[] = [];
  let next = -1;
  for (const position of positions) {
    if (position === next) rows[rows.length - 1] = (rows.at(-1) ?? 0) + 1;
    else rows.push(position, 1);
    next = position + 1;
  }
  return rows;
}

/** The outline of a way. Thousands of nodes may take the same list of others: it is written once. */
export function outlineOf(way: Way): Outline {
  const lists: (readonly number[])[] = [];
  const numbers = new Map<readonly number[], number>();
  const listNumber = (inputs: readonly number[]): number => {
    const known = numbers.get(inputs) ?? lists.length;
    if (known === lists.length) {
      lists.push(inputs);
      numbers.set(inputs, known);
    }
    return known;
  };
  const labels: string[] = [];
  const nodes: number[] = [];
  for (const [id, place] of treeOf(way).entries()) {
    const node = way.nodes[id];
    if (node === undefined) continue;
    labels.push(labelOf(node, operatorParameters(node)));
    const rows = rowsOf(node.records);
    const flags =
      (isLate(place, id) ? LATE : 0) |
      (isPassedThrough(node) ? PASSED_THROUGH : 0) |
      (node.inferred ? INFERRED : 0);
    const inputs = place.inputs.length === 0 ? -1 : listNumber(place.inputs);
    nodes.push(flags, place.parent ?? -1, inputs, rows.length, ...rows);
  }
  return { labels, shape: JSON.stringify([lists, nodes]) };
}

/** The nodes of an outline by its shape. */
export function readShape(shape: string): OutlineNode[] {
  const [lists, numbers] = JSON.parse(shape) as [number[][], number[]];
  const nodes: OutlineNode[] = [];
  for (let at = 0; at < numbers.length;) {
    const [flags = 0, parent = -1, list = -1, length = 0] = [
      numbers[at],
      numbers[at + 1],
      numbers[at + 2],
      numbers[at + 3],
    ];
    at += 4 + length;
    nodes.push({
      parent,
      inputs: lists[list] ?? NOTHING,
      isLate: (flags & LATE) !== 0,
      isPassedThrough: (flags & PASSED_THROUGH) !== 0,
      inferred: (flags & INFERRED) !== 0,
      records: length === 0 ? NOTHING : numbers.slice(at - length, at),
    });
  }
  return nodes;
}
