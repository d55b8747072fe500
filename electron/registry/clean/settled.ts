import type { Settled } from '../query/blocking.ts';
import type { Decision } from './plan.ts';

/** What some decisions settle, as questions want it. */
export function settledBy(decisions: readonly Decision[]): Settled {
  const countedEmpty: string[] = [];
  const lookedPast: { path: string; identity: string }[] = [];
  const countedDeleted: { dataset: string; newest: string }[] = [];
  for (const decision of decisions) {
    if ('manifest' in decision) countedEmpty.push(decision.manifest);
    else if ('place' in decision) lookedPast.push({ path: decision.place, identity: decision.identity });
    else countedDeleted.push({ dataset: decision.dataset, newest: decision.newest });
  }
  return { countedEmpty, lookedPast, countedDeleted };
}

/** The paths of what was decided not to be in the way. */
export function settledPaths({ countedEmpty = [], lookedPast = [] }: Settled): string[] {
  return [...countedEmpty, ...lookedPast.map(({ path }) => path)];
}
