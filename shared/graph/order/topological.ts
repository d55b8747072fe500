import { Heap } from './heap.ts';

/**
 * Nodes of a graph without circles, each behind all that lead to it, and otherwise as `compare` orders them: of those that may come
 * next, the least. What lies in or behind a circle is left out.
 */
export function topological<Node>(
  nodes: readonly Node[],
  nextOf: (node: Node) => readonly Node[],
  compare: (one: Node, other: Node) => number,
): Node[] {
  const waitsFor = new Map<Node, number>(nodes.map((node) => [node, 0]));
  for (const node of nodes) {
    for (const next of nextOf(node)) waitsFor.set(next, (waitsFor.get(next) ?? 0) + 1);
  }
  const ready = new Heap(compare);
  for (const node of nodes) if (waitsFor.get(node) === 0) ready.push(node);
  const ordered: Node[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    ordered.push(node);
    for (const next of nextOf(node)) {
      const left = (waitsFor.get(next) ?? 0) - 1;
      waitsFor.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return ordered;
}
