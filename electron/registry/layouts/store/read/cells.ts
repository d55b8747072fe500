import type { SqlValue } from '../../../index/database.ts';
import { parseJson } from '../../../files/parse-json.ts';

/** Values of a database whose columns hold whatever somebody put there. */

/** A text, also one that was put there as bytes; null for anything else, and for an empty one. */
export function textOf(value: SqlValue): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
  return text === '' ? null : text;
}

/** A whole number; null for anything else. */
export function wholeOf(value: unknown): number | null {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** What a column of JSON holds; null where it holds none. */
export function jsonOf(value: SqlValue): unknown {
  return typeof value === 'string' || value instanceof Uint8Array ? parseJson(textOf(value) ?? '') : null;
}

/** A map of a column of JSON; an empty one for anything else. */
export function mapOf(value: SqlValue): Readonly<Record<string, unknown>> {
  const parsed = jsonOf(value);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? (parsed as Readonly<Record<string, unknown>>)
    : {};
}

/** A time of the database, which is in UTC, as manifests write theirs: `2026-11-23T18:40:21+00:00`. */
export function timeOf(value: SqlValue): string | null {
  const text = textOf(value);
  return text === null ? null : text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1T$2+00:00');
}

/** 64 digits of a SHA-256, which is written with or without its name; null for anything else. */
export function hashOf(value: SqlValue): string | null {
  return /^(?:sha256:)?([0-9a-f]{64})$/i.exec(textOf(value) ?? '')?.[1]?.toLowerCase() ?? null;
}
