import { join } from 'node:path';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import type { ManifestText } from '../../../../shared/api/pipelines/manifest-text.ts';
import type { FileSystem } from '../../files/file-system.ts';
import { plainWords } from '../../files/plain-words.ts';
import { firstRow, type ReadableIndex } from '../../index/database.ts';
import { recordByKey } from '../../index/record-key.ts';
import { locate } from '../../yaml/read-yaml.ts';

/** Which part is wanted. */
export interface TextRequest {
  readonly path: string;
  /** The record to begin at. */
  readonly record?: RecordKey | undefined;
  /** The first line wanted, from 1; without it some lines before the record, before what can't be read, or the first. */
  readonly firstLine?: number | undefined;
  readonly lineCount: number;
}

/** Larger files are not shown: they can't be nirs4all's, and would fill the memory. */
const MOST_BYTES = 128 * 1024 * 1024;

/** Above this the whole reader would take too long; the lines that PyYAML writes are found without it. */
const MOST_TO_READ = 4 * 1024 * 1024;

/** Letters of a line that are given. */
const MOST_LETTERS = 2000;

/** Lines before the record. */
const BEFORE = 20;

/** Why a manifest's text can't be shown. */
export interface TextProblem {
  readonly code: 'NOT_FOUND' | 'CANNOT_READ';
  readonly reason: string;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * The line, from 0, of an item of the list of artifacts, as PyYAML writes it: the dashes of the list stand in one column, and
 * whatever belongs to an item stands further to the right. Null where the text is not written so.
 */
export function lineOfItem(lines: readonly string[], position: number): number | null {
  const artifacts = lines.indexOf('artifacts:');
  if (artifacts < 0) return null;
  let dash: string | null = null;
  let passed = 0;
  for (let line = artifacts + 1; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (dash === null) {
      const isList = text.trimStart().startsWith('- ');
      if (isList && (line === artifacts + 1 || lines[line - 1] === '  items:'))
        dash = text.slice(0, indentOf(text) + 2);
      else if (indentOf(text) === 0 && text !== '') return null;
    }
    if (dash === null) continue;
    if (text.startsWith(dash)) {
      if (passed === position) return line;
      passed += 1;
    } else if (text !== '' && indentOf(text) < dash.length) {
      return null;
    }
  }
  return null;
}

/** The line of a record, from 1; null where it can't be found. */
function lineOf(text: string, lines: readonly string[], position: number): number | null {
  const simple = lineOfItem(lines, position);
  if (simple !== null) return simple + 1;
  if (text.length > MOST_TO_READ) return null;
  const place = locate(text, ['artifacts', 'items', position]) ?? locate(text, ['artifacts', position]);
  return place?.line ?? null;
}

/** The line that can't be read; one that ends too early is wrong behind its last line. */
function lineOfError(line: number | null, lines: readonly string[]): number | null {
  return line === null ? null : Math.max(1, Math.min(line, lines.length));
}

/** Reads part of a manifest's text from disk as it is now; the manifest must be in the index. */
export function manifestText(
  index: ReadableIndex,
  fs: FileSystem,
  root: string,
  { path, record, firstLine, lineCount }: TextRequest,
): Result<ManifestText, TextProblem> {
  const known = firstRow<{ id: number; line: number | null }>(
    index,
    'SELECT id, error_line AS line FROM source WHERE path = :path',
    { path },
  );
  if (known === undefined) return fail({ code: 'NOT_FOUND', reason: 'the index does not know it' });
  const file = join(root, path);
  const stamp = fs.stat(file);
  if (!stamp.ok) return fail({ code: 'CANNOT_READ', reason: plainWords(stamp.error) });
  const { size, mtimeNs, ctimeNs, inode } = stamp.value;
  if (size > MOST_BYTES) return fail({ code: 'CANNOT_READ', reason: 'it is larger than 128 MB' });
  const read = fs.read(file);
  if (!read.ok) return fail({ code: 'CANNOT_READ', reason: plainWords(read.error) });
  const same = firstRow(
    index,
    `SELECT 1 FROM source WHERE id = :id AND size = :size AND mtime_ns = :mtimeNs AND ctime_ns = :ctimeNs
       AND inode = :inode`,
    { id: known.id, size, mtimeNs, ctimeNs, inode },
  );
  const text = new TextDecoder().decode(read.value);
  const lines = text.split(/\r\n|[\n\r]/);
  if (lines.at(-1) === '') lines.pop();
  const item = record === undefined ? null : recordByKey(index, record);
  const line = item === null ? lineOfError(known.line, lines) : lineOf(text, lines, item.position);
  const first = Math.max(1, Math.min(firstLine ?? (line ?? 1) - BEFORE, lines.length));
  return ok({
    path,
    size_bytes: read.value.byteLength,
    changed: same === undefined,
    line_count: lines.length,
    first_line: first,
    lines: lines
      .slice(first - 1, first - 1 + lineCount)
      .map((one) => (one.length > MOST_LETTERS ? `${one.slice(0, MOST_LETTERS)}…` : one)),
    line,
  });
}
