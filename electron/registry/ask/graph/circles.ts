/** A record and what it depends on, by numbers: `[from, to]`, `from` depends on `to`. */
export type NumberArrow = readonly [from: number, to: number];

/** What is under way while {@link strongParts} looks at a graph. */
interface Visit {
  readonly node: number;
  next: number;
}

/**
 * The sets of numbers that all lead to each other (Tarjan's strongly connected components), of more than one number or with an arrow
 * to itself: what has a circle in it. Without recursion, so that no depth is too deep.
 */
export function strongParts(arrows: readonly NumberArrow[]): number[][] {
  const targets = Map.groupBy(arrows, ([from]) => from);
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const parts: number[][] = [];
  const enter = (node: number): Visit => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, next: 0 };
  };
  const lower = (node: number, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? 0, to));
  };
  for (const start of targets.keys()) {
    if (order.has(start)) continue;
    const way = [enter(start)];
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const target = targets.get(at.node)?.[at.next]?.[1];
      at.next += 1;
      if (target !== undefined) {
        if (!order.has(target)) way.push(enter(target));
        else if (isOpen.has(target)) lower(at.node, order.get(target) ?? 0);
        continue;
      }
      way.pop();
      const above = way.at(-1);
      if (above !== undefined) lower(above.node, low.get(at.node) ?? 0);
      if (low.get(at.node) !== order.get(at.node)) continue;
      const part = open.splice(open.lastIndexOf(at.node));
      for (const node of part) isOpen.delete(node);
      const { node } = at;
      if (part.length > 1 || targets.get(node)?.some(([, to]) => to === node) === true) parts.push(part);
    }
  }
  return parts;
}
