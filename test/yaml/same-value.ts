import { isDeepStrictEqual } from 'node:util';

/** Deep equality of read values for which 0 and -0 are the same, as they are in JSON and in Python. */
export function sameValue(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(withoutNegativeZero(one), withoutNegativeZero(other));
}

function withoutNegativeZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNegativeZero(item)]));
}
