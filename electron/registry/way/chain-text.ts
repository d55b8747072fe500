import type { Way, WayLine, WayNode } from '../../../shared/domain/way.ts';
import { isSide, isPrefix, wayOfNode } from './way-of.ts';

/** Operators beside each other that a text names; what shows chains has room for no more. */
const MOST_BESIDE = 20;

/** Signs of a text, and steps of work for all of a pipeline: some thousands of operators behind each other are no work of nirs4all. */
const LONGEST = 4000;
const MOST_STEPS = 5_000_000;

/** What an operator is called. */
function nameOf(node: WayNode | undefined): string {
  return node?.operatorClass || node?.operatorType || `step ${node?.stepIndex ?? '?'}`;
}

/** What stands between operators that follow each other, and those beside each other. */
const BEHIND = ' > ';
const BESIDE = ' + ';

function chainText(way: Way, { groups }: WayLine): string {
  const names = groups.map(({ nodes }) =>
    nodes.length === 1
      ? nameOf(way.nodes[nodes[0] ?? -1])
      : nodes
          .slice(0, MOST_BESIDE)
          .map((id) => nameOf(way.nodes[id]))
          .join(BESIDE),
  );
  return names.join(BEHIND).slice(0, LONGEST);
}

/**
 * The one operator that a node stands right behind, so that its chain is that operator's and goes on with the node: most do. Null where
 * several come together, or more than its own comes between.
 */
function nodeBefore(way: Way, own: WayNode, sides: readonly WayNode[]): WayNode | null {
  const [parent, ...others] = own.parents;
  const before = parent === undefined ? undefined : way.nodes[parent.node];
  if (before === undefined || others.length > 0 || parent?.kind === 'depends') return null;
  const isBehind = (before.stepIndex ?? Infinity) < (own.stepIndex ?? -Infinity) && before.id < own.id;
  if (!isBehind || before.parents.some(({ kind }) => kind !== 'feeds')) return null;
  // What stands beside its way stands beside that of the operator before, or behind it.
  const isAll = sides.every(
    ({ id, branchPath }) =>
      id > before.id || isPrefix(branchPath, before.branchPath) === isPrefix(branchPath, own.branchPath),
  );
  return isAll ? before : null;
}

/** The operators whose texts are wanted, with those that they are made of: the one before, or null where there is none. */
function planOf(way: Way, sides: readonly WayNode[]): Map<number, WayNode | null> {
  const plan = new Map<number, WayNode | null>();
  const wanted = new Set(way.nodes.filter(({ records }) => records.length > 0).map(({ id }) => id));
  for (let id = way.nodes.length - 1; id >= 0; id -= 1) {
    const node = way.nodes[id];
    if (node === undefined || !wanted.has(id)) continue;
    const before = nodeBefore(way, node, sides);
    plan.set(id, before);
    if (before !== null) wanted.add(before.id);
  }
  return plan;
}

/**
 * The derived chains of the operators of a pipeline that stored something, by the id of their nodes: what `wayOfNode` tells as one
 * text. Operators one after the other apart by ` > `, those beside each other by ` + `, as `MinMaxScaler > KFold > PLSRegression`.
 */
export function chainTextsOf(way: Way): ReadonlyMap<number, string> {
  const sides = way.isLoose ? [] : way.nodes.filter(isSide);
  const texts = new Map<number, string>();
  let steps = 0;
  for (const [id, before] of [...planOf(way, sides)].toReversed()) {
    const own = way.nodes[id];
    if (own === undefined) continue;
    const first = before === null ? undefined : texts.get(before.id);
    if (before !== null && first !== undefined) {
      const between = sides.filter(
        (side) => side.id > before.id && side.id < id && isPrefix(side.branchPath, own.branchPath),
      );
      const text = [first, ...between.map(nameOf), nameOf(own)].join(BEHIND);
      texts.set(id, text.length > LONGEST ? text.slice(0, LONGEST) : text);
      continue;
    }
    steps += id;
    const line = steps > MOST_STEPS ? null : wayOfNode(way, id);
    texts.set(id, line === null ? nameOf(own) : chainText(way, line));
  }
  return texts;
}
