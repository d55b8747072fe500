import { recordsOfFile } from '../../registry/ask/find/find.ts';
import { shownFile } from '../../registry/ask/files/files.ts';
import { shownRecord } from '../../registry/ask/records/record.ts';
import type { QueryContext } from '../../registry/state/context.ts';
import type { OneFile } from '../workspace/one-file.ts';

/**
 * What the size of a stored file already tells of it, before its bytes are read: `130 B instead of 50.0 kB: a git-lfs pointer (…)`. Null
 * where it is as the records say.
 */
export function oddSize(context: QueryContext, file: OneFile): string | null {
  const records = file.records.length > 0 ? file.records : recordsOfFile(context.index, file.id);
  for (const id of records) {
    const { file_note: note } = shownRecord(context.index, id);
    if (note !== undefined) return note;
  }
  return records.length > 0 ? null : shownFile(context, file.id).note;
}
