import { components } from '../../../../shared/graph/order/components.ts';

/** A record and what it depends on, by numbers: `[from, to]`, `from` depends on `to`. */
export type NumberArrow = readonly [from: number, to: number];

const NOTHING: readonly number[] = [];

/** The sets of numbers that all lead to each other: of more than one, or of one with an arrow to itself. */
export function strongParts(arrows: readonly NumberArrow[]): (readonly number[])[] {
  const targets = new Map<number, number[]>();
  for (const [from, to] of arrows) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
  }
  const nextOf = (node: number): readonly number[] => targets.get(node) ?? NOTHING;
  return components([...targets.keys()], nextOf).filter((part) => {
    const [first] = part;
    return part.length > 1 || (first !== undefined && nextOf(first).includes(first));
  });
}
