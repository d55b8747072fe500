import { resolvePlain } from './plain-scalars.ts';

/** Texts that every reader takes for the same text without quotes; what looks like anything else is quoted. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_$./>[\]=+-]*(?: [A-Za-z0-9_$./>[\]=+-]+)*$/;

/** What YAML 1.1 has for booleans, and PyYAML alone does not: other readers would take it for one. */
const ONE_LETTER = /^[yYnN]$/;

/** Signs that JSON leaves as they are, and YAML takes for line breaks or refuses. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** PyYAML gives up a key on one line that is longer. */
const LONGEST_KEY = 100;

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    UNPRINTABLE,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function textOf(text: string): string {
  return PLAIN.test(text) && !ONE_LETTER.test(text) && resolvePlain(text) === text ? text : quoted(text);
}

/** PyYAML takes a number for a float only with a point, and its exponent only with a sign. */
function numberOf(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  const [digits = '', exponent] = text.split('e');
  const pointed = digits.includes('.') ? digits : `${digits}.0`;
  if (exponent === undefined) return pointed;
  return `${pointed}e${exponent.startsWith('-') ? '' : '+'}${exponent.replace('+', '')}`;
}

function scalarOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return `!!binary "${Buffer.from(value).toString('base64')}"`;
  throw new TypeError(`YAML is not written of a ${typeof value}.`);
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}

/** Keys are texts here, whatever they were: a number is written as the number that it was. */
function keyOf(key: string): string {
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(key)) return key;
  return textOf(key);
}

function* blockOf(value: object, indent: string): Generator<string, void> {
  const entries = Array.isArray(value)
    ? value.map((each: unknown) => ['-', each] as const)
    : Object.entries(value);
  let isFirst = true;
  for (const [key, each] of entries) {
    const name = Array.isArray(value) ? '-' : keyOf(key);
    // A long key stands by itself, as PyYAML writes it.
    const isLong = name.length > LONGEST_KEY;
    const lead = isFirst ? '' : indent;
    isFirst = false;
    const head =
      name === '-' && Array.isArray(value)
        ? `${lead}-`
        : isLong
          ? `${lead}? ${name}\n${indent}:`
          : `${lead}${name}:`;
    if (!isNested(each)) yield `${head} ${scalarOf(each)}\n`;
    else if (Object.keys(each).length === 0) yield `${head} ${Array.isArray(each) ? '[]' : '{}'}\n`;
    else if (Array.isArray(value) || isLong) {
      yield `${head} `;
      yield* blockOf(each, `${indent}  `);
    } else {
      const inner = Array.isArray(each) ? indent : `${indent}  `;
      yield `${head}\n${inner}`;
      yield* blockOf(each, inner);
    }
  }
}

/**
 * A map or list as YAML, in pieces: block style, in the words that `readYaml` reads and PyYAML's `safe_load` takes for the same value. Texts
 * that some reader would take for anything else are in double quotes; not a number is `.nan`, an empty list `[]`.
 */
export function* yamlOf(value: object): Generator<string, void> {
  if (Object.keys(value).length === 0) yield Array.isArray(value) ? '[]\n' : '{}\n';
  else yield* blockOf(value, '');
}
