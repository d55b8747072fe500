/** What a node is known by while its component is looked for. */
interface Visit<Node> {
  readonly node: Node;
  readonly next: readonly Node[];
  at: number;
}

/**
 * The strongly connected components of a graph (Tarjan's algorithm), each after those that it leads to; what stands alone is a
 * component too. Iterative: chains of dependencies may be 100,000 long.
 */
export function components<Node>(
  nodes: readonly Node[],
  nextOf: (node: Node) => readonly Node[],
): (readonly Node[])[] {
  const found: (readonly Node[])[] = [];
  const indexOf = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const visits: Visit<Node>[] = [];

  const enter = (node: Node): void => {
    indexOf.set(node, indexOf.size);
    lowest.set(node, indexOf.size - 1);
    open.push(node);
    isOpen.add(node);
    visits.push({ node, next: nextOf(node), at: 0 });
  };
  const lower = (node: Node, to: number): void => {
    if (to < (lowest.get(node) ?? to)) lowest.set(node, to);
  };
  const leave = (node: Node): void => {
    const up = visits.at(-1);
    if (up !== undefined) lower(up.node, lowest.get(node) ?? 0);
    if (lowest.get(node) !== indexOf.get(node)) return;
    const component = open.splice(open.lastIndexOf(node));
    for (const member of component) isOpen.delete(member);
    found.push(component);
  };

  for (const start of nodes) {
    if (indexOf.has(start)) continue;
    enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const next = visit.next[visit.at++];
      if (next === undefined) {
        visits.pop();
        leave(visit.node);
      } else if (!indexOf.has(next)) enter(next);
      else if (isOpen.has(next)) lower(visit.node, indexOf.get(next) ?? 0);
    }
  }
  return found;
}
