import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { filesOfRecord, shownFile } from '../../registry/ask/files/files.ts';
import { find } from '../../registry/ask/find/find.ts';
import { recordKey } from '../../registry/index/record-key.ts';
import { shownRecord } from '../../registry/ask/records/record.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import type { Asked } from '../session.ts';
import { workspacePath } from './paths.ts';

/** A stored file that a name means, and the records by which it was found (none where by path or hash). */
export interface OneFile {
  /** Its number in the index. */
  readonly id: number;
  readonly path: string;
  readonly records: readonly number[];
}

/** The one stored file that a path, content hash or artifact means. */
export function oneFile(asked: Asked, name: string): Result<OneFile, Failure> {
  const { context, workspace } = asked;
  const found = find(context.index, workspacePath(workspace, name));
  const missing: string[] = [];
  const files = new Map<number, number[]>(found.files.map((file) => [file, []]));
  for (const record of found.records) {
    const shown = shownRecord(context.index, record);
    const [file] = shown.file_status === 'missing' ? [] : filesOfRecord(context.index, record);
    if (file === undefined) missing.push(shown.file ?? recordKey(shown));
    else files.set(file, [...(files.get(file) ?? []), record]);
  }
  const [first] = files;
  if (first === undefined) {
    const [file] = missing;
    if (file === undefined) return fail(notFound(name, 'stored file, content hash or artifact'));
    const message = `The record is there, but its file is missing: ${file}`;
    return fail({ code: 'FILE_MISSING', message, details: { name, file } });
  }
  if (files.size > 1) {
    const paths = [...files.keys()].map((id) => shownFile(context, id).path);
    return fail({
      code: 'AMBIGUOUS',
      message: `${name} means ${paths.length} files. Name one by its path:`,
      lines: paths.map((path) => `  ${escapeForTerminal(path)}`),
      details: { name, files: paths },
    });
  }
  const [id, records] = first;
  return ok({ id, path: shownFile(context, id).path, records });
}
