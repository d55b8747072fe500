/** `[from, to]`: `from` depends on `to`. */
export type Arrow = readonly [string, string];

function targetsByKey(arrows: readonly Arrow[]): Map<string, string[]> {
  const targets = new Map<string, string[]>();
  for (const [from, to] of arrows) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
    if (!targets.has(to)) targets.set(to, []);
  }
  return targets;
}

/** Visits every key after all that it depends on, without recursion, so that no depth is too deep. */
function visit(arrows: readonly Arrow[], onCycle: (way: readonly string[]) => void): string[] {
  const targets = targetsByKey(arrows);
  const done = new Set<string>();
  const order: string[] = [];
  for (const start of targets.keys()) {
    if (done.has(start)) continue;
    const way: { key: string; place: number }[] = [{ key: start, place: 0 }];
    const onWay = new Set([start]);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const target = targets.get(top.key)?.[top.place];
      top.place += 1;
      if (target === undefined) {
        done.add(top.key);
        order.push(top.key);
        onWay.delete(top.key);
        way.pop();
      } else if (onWay.has(target)) {
        const keys = way.map((step) => step.key);
        onCycle(keys.slice(keys.indexOf(target)));
      } else if (!done.has(target)) {
        onWay.add(target);
        way.push({ key: target, place: 0 });
      }
    }
  }
  return order;
}

/** All keys, each after those it depends on. Meaningless where there is a cycle: ask {@link findCycle} first. */
export function topologicalOrder(arrows: readonly Arrow[]): string[] {
  return visit(arrows, () => undefined);
}

/** The keys of a cycle in order, each depending on the next and the last on the first; null where there is none. */
export function findCycle(arrows: readonly Arrow[]): string[] | null {
  const cycles: (readonly string[])[] = [];
  visit(arrows, (way) => {
    if (cycles.length === 0) cycles.push(way);
  });
  return cycles[0] === undefined ? null : [...cycles[0]];
}

/** The shortest cycle that a key is in, beginning with it, in the order of {@link findCycle}; null where it is in none. */
export function cycleThrough(arrows: readonly Arrow[], key: string): string[] | null {
  const targets = targetsByKey(arrows);
  const before = new Map<string, string | null>([[key, null]]);
  for (const [at] of before) {
    for (const target of targets.get(at) ?? []) {
      if (target === key) {
        const way: string[] = [];
        for (let step: string | null = at; step !== null; step = before.get(step) ?? null) way.push(step);
        return way.toReversed();
      }
      if (!before.has(target)) before.set(target, at);
    }
  }
  return null;
}
