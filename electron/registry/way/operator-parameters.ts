import type { WayNode } from '../../../shared/domain/way.ts';

type PlainMap = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (map: PlainMap, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);

/** What was written of values that many nodes share. */
const written = new WeakMap<object, string>();

/** JSON with the keys of maps in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const before = written.get(value);
  if (before !== undefined) return before;
  const text = inOrderOfKeys(value);
  written.set(value, text);
  return text;
}

function inOrderOfKeys(value: object): string {
  const inOrder = (_key: string, entry: unknown): unknown =>
    isMap(entry)
      ? Object.fromEntries(Object.entries(entry).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : entry;
  return JSON.stringify(value, inOrder);
}

/** Step types of traces that looked at the configuration instead of the operator, and lost its parameters. */
const UNKNOWN_TYPES = new Set(['config', '']);

/**
 * The parameters of an operator as JSON that is equal for equal ones; null where nothing says them. nirs4all writes what
 * differs from the defaults: a step without any ran with the defaults, if its pipeline has a trace at all. The name
 * that a user gave a model is none of them.
 */
export function operatorParameters(node: WayNode): string | null {
  let value = node.operatorConfig;
  if (value === null || value === undefined) {
    return node.traceOrdinal === null || UNKNOWN_TYPES.has(node.operatorType) ? null : '{}';
  }
  for (let depth = 0; depth < 4; depth += 1) {
    if (typeof value === 'string') return '{}';
    if (!isMap(value)) break;
    if (Object.hasOwn(value, 'class')) return canonicalJson(own(value, 'params') ?? {});
    const inner: unknown = own(value, 'model') ?? own(value, node.operatorType);
    if (inner === undefined) break;
    value = inner;
  }
  return canonicalJson(value);
}
