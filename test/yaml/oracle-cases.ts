import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value as `oracle/make-cases.py` writes it, with its Python type. */
export type Marked =
  | null
  | boolean
  | string
  | readonly Marked[]
  | { readonly i: string }
  | { readonly f: string }
  | { readonly d: string }
  | { readonly b: string }
  | { readonly m: readonly (readonly [Marked, Marked])[] }
  | { readonly s: readonly Marked[] }
  | { readonly p: readonly Marked[] }
  | { readonly r: 1 };

/** A document and what PyYAML makes of it. */
export interface OracleCase {
  readonly id: string;
  readonly bytes: Buffer;
  /** Undefined where PyYAML raises. */
  readonly value: Marked | undefined;
}

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'pyyaml');

/** All recorded cases. */
export function oracleCases(): OracleCase[] {
  return ['written', 'dumped', 'real'].flatMap((name) =>
    readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { id, t, b, v } = JSON.parse(line) as { id: string; t?: string; b?: string; v?: Marked };
        return { id, bytes: t === undefined ? Buffer.from(b ?? '', 'base64') : Buffer.from(t), value: v };
      }),
  );
}

/** Stands for what no value of ours equals. */
const NOTHING = Symbol('nothing');

/** The JavaScript value that `readYaml` documents for a value of Python. */
export function expected(value: Marked): unknown {
  if (value === null || typeof value !== 'object') return value;
  if ('i' in value) return Number.isSafeInteger(Number(value.i)) ? Number(value.i) : value.i;
  if ('f' in value) return { inf: Infinity, '-inf': -Infinity, nan: NaN }[value.f] ?? Number(value.f);
  if ('d' in value) return value.d;
  if ('b' in value) return new Uint8Array(Buffer.from(value.b, 'base64'));
  if ('m' in value) return expectedMap(value.m);
  if ('s' in value) return expectedMap(value.s.map((key) => [key, null] as const));
  if ('p' in value) return value.p.map(expected);
  if ('r' in value) return NOTHING;
  return value.map(expected);
}

/** Keys that only Python tells apart make a map that can't be expected. */
function expectedMap(pairs: readonly (readonly [Marked, Marked])[]): unknown {
  const map = new Map(pairs.map(([key, value]) => [String(expected(key)), expected(value)]));
  return map.size === pairs.length ? Object.fromEntries(map) : NOTHING;
}
