import { asRecordKey, type RecordKey } from '../../../shared/domain/record-key.ts';
import { allRows, type ReadableIndex } from './database.ts';

/**
 * How a record is named outside of the index: `MANIFEST#POSITION`, the path of its manifest and its position in that one's list, from 0.
 * This file alone makes and reads such keys, so that another layout's records may be named otherwise.
 */
const SPELLING = /^(.+)#(\d{1,15})$/s;

/** A record that a key means. */
export interface KeyedRecord {
  /** Its number in the index. */
  readonly id: number;
  /** That of its manifest. */
  readonly manifestId: number;
  /** In the manifest's list, from 0. */
  readonly position: number;
}

/** The key of a record, by what the index knows it by. */
export function recordKey({
  manifest,
  position,
}: {
  readonly manifest: string;
  readonly position: number;
}): RecordKey {
  return asRecordKey(`${manifest}#${position}`);
}

/** What people typed as a path, or as a key with a path in it, with that path as `spelled` gives it. */
export function withSpelledPath(typed: string, spelled: (path: string) => string): string {
  const [, path, position] = SPELLING.exec(typed) ?? [];
  return path === undefined ? spelled(typed) : `${spelled(path)}#${position}`;
}

/** The records that some keys mean, in their order; null for one that is gone, or never was. */
export function recordsByKey(
  index: ReadableIndex,
  keys: readonly RecordKey[],
): readonly (KeyedRecord | null)[] {
  const places = keys.map((key) => {
    const [, manifest = null, position] = SPELLING.exec(key) ?? [];
    return [manifest, Number(position ?? -1)];
  });
  const rows = allRows<KeyedRecord & { readonly place: number }>(
    index,
    `SELECT j.key AS place, r.id, r.manifest_id AS manifestId, r.position FROM json_each(:places) j
     CROSS JOIN manifest m ON m.path = j.value ->> 0
     CROSS JOIN record r ON r.manifest_id = m.id AND r.position = j.value ->> 1`,
    { places: JSON.stringify(places) },
  );
  const found: (KeyedRecord | null)[] = keys.map(() => null);
  for (const { place, ...record } of rows) found[place] = record;
  return found;
}

/** The record that a key means; null where there is none (any more). */
export function recordByKey(index: ReadableIndex, key: RecordKey): KeyedRecord | null {
  return recordsByKey(index, [key])[0] ?? null;
}
