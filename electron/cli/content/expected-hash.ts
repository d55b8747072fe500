import { classifyFileName } from '../../../shared/format/file-name.ts';
import { sha256OrNull } from '../../../shared/format/content-hash.ts';
import type { QueryContext } from '../../registry/state/context.ts';
import { recordsOfFile } from '../../registry/ask/find/find.ts';
import { shownRecord } from '../../registry/ask/records/record.ts';
import type { OneFile } from '../workspace/one-file.ts';

/** What is known of the bytes of a stored file before they are read. */
export type Expected =
  /** SHA-256 as 64 hex digits, as records state it; rarely several, where a name of 12 digits serves two contents. */
  | { readonly kind: 'full'; readonly hashes: readonly string[] }
  /** The first digits, from the file's name. */
  | { readonly kind: 'prefix'; readonly digits: string }
  | { readonly kind: 'none' };

/**
 * The hash that the bytes must have: of the records that were asked for, else of all that name the file, else of
 * the digits in its name.
 */
export function expectedHash({ index }: QueryContext, file: OneFile): Expected {
  const records = file.records.length > 0 ? file.records : recordsOfFile(index, file.id);
  const hashes = new Set<string>();
  for (const id of records) {
    const record = shownRecord(index, id);
    const hash = sha256OrNull(record['content_hash'] ?? record['hash']);
    if (hash !== null && (file.records.length > 0 || record.file === file.path)) hashes.add(hash);
  }
  if (hashes.size > 0) return { kind: 'full', hashes: [...hashes] };
  const { hashPrefix } = classifyFileName(file.path.slice(file.path.lastIndexOf('/') + 1));
  return hashPrefix === null ? { kind: 'none' } : { kind: 'prefix', digits: hashPrefix };
}

/** Whether bytes with this SHA-256 are what was expected. */
export function isExpected(expected: Expected, sha256: string): boolean {
  switch (expected.kind) {
    case 'full':
      return expected.hashes.includes(sha256);
    case 'prefix':
      return sha256.startsWith(expected.digits);
    case 'none':
      return true;
  }
}
