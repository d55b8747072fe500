/**
 * Reading single values of a parsed manifest leniently: a value of an unexpected type becomes the default
 * that nirs4all itself would use, because the item is kept whole in `raw` and no state of a file depends on it.
 */

/** A YAML map as parsed. */
export type YamlMap = Readonly<Record<string, unknown>>;

/** Whether `value` is a map (not null, not a list). */
export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property `key` of `map`; inherited names such as `constructor` never count. */
export function own(map: YamlMap, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Text as written; numbers and booleans as their text; null where there is none. */
export function textOrNull(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return null;
  }
}

/** Text, or the empty string where there is none. */
export function text(value: unknown): string {
  return textOrNull(value) ?? '';
}

/** A whole number, or null. */
export function integerOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** A finite number, or null. */
export function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The texts of a list, in order; anything else in it is left out. */
export function textList(value: unknown): string[] {
  const texts: string[] = [];
  if (!Array.isArray(value)) return texts;
  for (let place = 0; place < value.length; place += 1) {
    const entry = textOrNull(value[place]);
    if (entry !== null) texts.push(entry);
  }
  return texts;
}

/** The whole numbers of a list; empty when `value` is no list or holds anything else. */
export function integerList(value: unknown): number[] {
  const numbers: number[] = [];
  if (!Array.isArray(value)) return numbers;
  for (let place = 0; place < value.length; place += 1) {
    const entry = integerOrNull(value[place]);
    if (entry === null) return [];
    numbers.push(entry);
  }
  return numbers;
}
