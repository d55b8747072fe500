import { topological } from '../order/topological.ts';
import type { Earlier } from './earlier.ts';
import { byStep, type Spot } from './spots.ts';

/** What is known so far of the branches below a lane. */
interface Below {
  column: number;
  step: number;
}

const KEY_END = '/';

/** The lanes around a spot, outermost first, its own last. */
function lanesAround({ path }: Spot): string[] {
  let key = '';
  return [key, ...path.map((index) => (key += `${index}${KEY_END}`))];
}

/**
 * Gives each spot its column: the longest way to it. What comes in a later step than the branches below its own lane stands behind
 * all of them, also where it takes only some. What nothing leads to and no step is known of (what isn't there, files) stands right before the
 * first that needs it. What stood in a column stands there or further right.
 */
export function assignColumns(spots: readonly Spot[], earlier: Earlier | null): void {
  const forward = ({ outs }: Spot): Spot[] =>
    outs.filter(({ closesCircle }) => !closesCircle).map(({ to }) => to);
  const below = new Map<string, Below>();
  for (const spot of topological(spots, forward, byStep)) {
    const stood = earlier?.columns.get(spot);
    let column = stood ?? 0;
    for (const { from, closesCircle } of spot.ins)
      if (!closesCircle) column = Math.max(column, from.column + 1);
    const lanes = lanesAround(spot);
    const step = spot.box.step ?? Infinity;
    const fork = below.get(lanes.at(-1) ?? '');
    // What stood stood behind them, and does so while something leads from them to it.
    if (stood === undefined && fork !== undefined && step !== Infinity && step > fork.step)
      column = Math.max(column, fork.column + 1);
    spot.column = column;
    if (step === Infinity) continue;
    for (const lane of lanes.slice(0, -1)) {
      const known = below.get(lane) ?? { column, step };
      known.column = Math.max(known.column, column);
      known.step = Math.max(known.step, step);
      below.set(lane, known);
    }
  }
  for (const spot of spots) {
    const next = spot.outs.filter(({ closesCircle }) => !closesCircle).map(({ to }) => to.column);
    if (spot.box.step !== null || spot.ins.length > 0 || next.length === 0) continue;
    const before = next.reduce((least, column) => Math.min(least, column)) - 1;
    spot.column = Math.min(before, earlier?.columns.get(spot) ?? before);
  }
}
