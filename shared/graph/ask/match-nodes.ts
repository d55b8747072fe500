import type { GraphNode, OperatorGraph } from '../../api/graph/graph.ts';
import { orderOf } from './order.ts';

/** Nodes of two graphs that mean the same place: left to right. */
export type Matches = ReadonlyMap<GraphNode, GraphNode>;

/** A side, with its nodes in order and what stands before each. */
interface Side {
  readonly nodes: readonly GraphNode[];
  readonly before: ReadonlyMap<GraphNode, readonly GraphNode[]>;
}

function sideOf(graph: OperatorGraph): Side {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const before = new Map<GraphNode, GraphNode[]>(graph.nodes.map((node) => [node, []]));
  for (const { from, to } of graph.edges) {
    const [source, target] = [byId.get(from), byId.get(to)];
    if (source !== undefined && target !== undefined) before.get(target)?.push(source);
  }
  return { nodes: orderOf(graph).order.flatMap((id) => byId.get(id) ?? []), before };
}

const placeKey = ({ kind, branch, source, substep }: GraphNode): string =>
  JSON.stringify([kind, branch, source, substep]);

const classKey = (node: GraphNode): string => JSON.stringify([placeKey(node), node.label]);

const roleKey = (node: GraphNode): string => JSON.stringify([placeKey(node), node.role]);

/** Pairs nodes step by step: each rule among what those before it left over. */
class Matcher {
  readonly toRight = new Map<GraphNode, GraphNode>();
  readonly #toLeft = new Map<GraphNode, GraphNode>();
  readonly #left: Side;
  readonly #right: Side;

  constructor(left: Side, right: Side) {
    this.#left = left;
    this.#right = right;
  }

  /**
   * Pairs, in order, those of the same key that `mayPair` allows; of several rather one before which all is the same, which may have been
   * found out since they were asked for such, and of those one of the same step.
   */
  pair(keyOf: (node: GraphNode) => string, mayPair: (left: GraphNode, right: GraphNode) => boolean): void {
    const free = this.#right.nodes.filter((node) => !this.#toLeft.has(node));
    const byKey = Map.groupBy(free, keyOf);
    for (const node of this.#left.nodes) {
      if (this.toRight.has(node)) continue;
      const alike = byKey.get(keyOf(node)) ?? [];
      const fits = alike.flatMap((other, at) => (mayPair(node, other) ? [at] : []));
      const whole = fits.filter((place) => {
        const other = alike[place];
        return other !== undefined && this.isSameBefore(node, other, true);
      });
      const best = whole.length > 0 ? whole : fits;
      const at = best.find((place) => alike[place]?.step === node.step) ?? best[0] ?? -1;
      const [found] = at === -1 ? [] : alike.splice(at, 1);
      if (found === undefined) continue;
      this.toRight.set(node, found);
      this.#toLeft.set(found, node);
    }
  }

  /** Whether what stands right before both is the same: all of it, or some; or nothing stands before either. */
  isSameBefore(left: GraphNode, right: GraphNode, all: boolean): boolean {
    const [befores, others] = [this.#left.before.get(left) ?? [], new Set(this.#right.before.get(right))];
    const isSame = (node: GraphNode): boolean => {
      const match = this.toRight.get(node);
      return match !== undefined && others.has(match);
    };
    if (befores.length === 0 || others.size === 0) return befores.length === others.size;
    return all ? new Set(befores).size === others.size && befores.every(isSame) : befores.some(isSame);
  }
}

/**
 * Matches operators of two graphs by class, place (branch, source, substep) and the way before them, not by id. What is left
 * over is matched where class and place are the same and some of the way is, then where the way has changed altogether; at last an
 * operator whose class has changed is matched where its place, its role and some of what stands before it are the same.
 */
export function matchNodes(left: OperatorGraph, right: OperatorGraph): Matches {
  const matcher = new Matcher(sideOf(left), sideOf(right));
  matcher.pair(classKey, (one, other) => matcher.isSameBefore(one, other, true));
  matcher.pair(classKey, (one, other) => matcher.isSameBefore(one, other, false));
  matcher.pair(roleKey, (one, other) => one.kind === 'operator' && matcher.isSameBefore(one, other, false));
  matcher.pair(classKey, () => true);
  return matcher.toRight;
}
