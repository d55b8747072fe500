import type { WayNode } from '../../../shared/domain/way.ts';

/** Finds what a configuration says of one operator: that of a step of the trace, or of the pipeline as it was written. */

/** A map of keys as they are written. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** Whether a value is a map, not a list. */
export const isMap = (value: unknown): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (map: PlainMap, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);

/** How deep operators are looked for, and how many: real ones stand in a branch of a branch. */
const DEEPEST = 8;
const MOST = 2000;

const DOTTED = /^[A-Za-z_]\w*(?:\.\w+)+$/;

/** An operator as it is configured. */
interface Configured {
  /** Without its module. */
  readonly name: string;
  readonly parameters: PlainMap;
}

const NONE: PlainMap = {};

/** The last part of a dotted name. */
export const nameOfClass = (dotted: string): string => dotted.slice(dotted.lastIndexOf('.') + 1);

/** The operator that a map is itself, which nirs4all writes as `class` (or `function`) and `params`. */
export function operatorOf(map: PlainMap): Configured | null {
  const called = own(map, 'class') ?? own(map, 'function');
  if (typeof called !== 'string') return null;
  const parameters = own(map, 'params');
  return { name: nameOfClass(called), parameters: isMap(parameters) ? parameters : NONE };
}

/** The branches of a fork, in their order: a list, or a map by their names. */
function branchesOf(fork: PlainMap): readonly unknown[] {
  const branches = own(fork, 'branch');
  if (Array.isArray(branches)) return branches;
  return isMap(branches) ? Object.values(branches) : [];
}

/** What stands in the branch that a path leads to, fork by fork; undefined where it leads nowhere. */
function inBranch(config: unknown, branchPath: readonly number[]): unknown {
  let here = config;
  for (const index of branchPath) {
    const entries: readonly unknown[] = Array.isArray(here) ? here : [here];
    const fork = entries.find((entry) => isMap(entry) && Object.hasOwn(entry, 'branch'));
    here = isMap(fork) ? branchesOf(fork)[index] : undefined;
  }
  return here;
}

/** What of a configuration is about a branch: a step forks by all of a path, by its end where earlier steps forked too, or not at all. */
function aboutBranch(config: unknown, branchPath: readonly number[]): unknown {
  for (let from = 0; from < Math.min(branchPath.length, DEEPEST); from += 1) {
    const found = inBranch(config, branchPath.slice(from, from + DEEPEST));
    if (found !== undefined) return found;
  }
  return config;
}

function collect(config: unknown, depth: number, found: Configured[]): void {
  if (depth > DEEPEST || found.length >= MOST) return;
  if (typeof config === 'string') {
    if (DOTTED.test(config)) found.push({ name: nameOfClass(config), parameters: NONE });
  } else if (Array.isArray(config)) {
    for (const entry of config) collect(entry, depth + 1, found);
  } else if (isMap(config)) {
    const operator = operatorOf(config);
    if (operator === null) for (const value of Object.values(config)) collect(value, depth + 1, found);
    else found.push(operator);
  }
}

/** Whether a configuration gives any operator in it a parameter. */
export function saysParameters(config: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(config)) return config.some((entry) => saysParameters(entry, depth + 1));
  if (!isMap(config)) return false;
  const operator = operatorOf(config);
  if (operator !== null) return Object.keys(operator.parameters).length > 0;
  return Object.values(config).some((value) => saysParameters(value, depth + 1));
}

/**
 * The parameters that a configuration gives the operator of a node: those of the one of its class, or of the only one. Null where it says
 * nothing of it, or several of its class are configured otherwise and the node's place among them isn't known.
 */
export function configuredParameters(
  config: unknown,
  { operatorClass, branchPath, source, substep }: WayNode,
): PlainMap | null {
  if (config === null || config === undefined) return null;
  const found: Configured[] = [];
  collect(aboutBranch(config, branchPath), 0, found);
  // The operators of a list, or of a branch, are counted as they stand in it, if it is not run for each source.
  const listed = source === null && substep !== null ? found[substep] : undefined;
  if (listed?.name === operatorClass) return listed.parameters;
  const same = found.filter(({ name }) => name === operatorClass);
  const [first, ...others] = same.length === 0 && found.length === 1 ? found : same;
  if (first === undefined) return null;
  if (others.length === 0) return first.parameters;
  const text = JSON.stringify(first.parameters);
  return others.every(({ parameters }) => JSON.stringify(parameters) === text) ? first.parameters : null;
}
