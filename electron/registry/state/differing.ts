import { fileNoteOf } from '../../../shared/domain/file-note.ts';
import { fileNoteWords } from '../../../shared/text/file-note-text.ts';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import { allRows, type ReadableIndex } from '../index/database.ts';

/** Stored files that records name and that are not what those say, by folder and what they are instead. */
export function differingFiles(index: ReadableIndex): Finding[] {
  return allRows<{ folder: string; note: number; files: number }>(
    index,
    `SELECT d.path AS folder, n.note, count(*) AS files FROM file_note n CROSS JOIN file_use u ON u.file_id = n.file_id
     CROSS JOIN file f ON f.id = n.file_id CROSS JOIN folder d ON d.id = f.folder_id
     WHERE u.records > 0 AND u.alias = 0 GROUP BY d.path, n.note ORDER BY d.path, n.note`,
  ).flatMap(({ folder, note, files }) => {
    const words = fileNoteOf(note);
    if (words === null) return [];
    const are = files === 1 ? '1 file is not what is recorded' : `${files} files are not what is recorded`;
    return [{ kind: 'differs' as const, where: folder, message: `${are}: ${fileNoteWords(words)}`, files }];
  });
}
