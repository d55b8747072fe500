import type { FileNote } from '../../../../shared/domain/file-note.ts';
import type { FileSystem } from '../../files/file-system.ts';
import { systemPath } from '../../files/paths.ts';
import { allRows, prepare, type WritableIndex } from '../../index/database.ts';
import { noteNumber } from '../../index/file-notes.ts';

/** No pointer is larger, in bytes; git-lfs says so of its own (`docs/spec.md`). */
const MOST_BYTES = 1024;

/** What stands in place of a file whose bytes are elsewhere, by its own bytes; null for anything else. */
export function pointerNote(bytes: Uint8Array): FileNote | null {
  const text = Buffer.from(bytes).toString('latin1');
  if (/^version https:\/\/git-lfs\.github\.com\/spec\/v\d+\n(?:.*\n)*?oid sha256:[0-9a-f]{64}\n/.test(text)) {
    return 'lfs-pointer';
  }
  return /^\/annex\/objects\/[A-Z0-9_]+-[^\n/]+\n?/.test(text) ? 'annex-pointer' : null;
}

/** Files that are too short for what a manifest says, or that nothing names, and small enough for a pointer. */
const CANDIDATES = `
  SELECT f.id, d.path || '/' || f.name AS path FROM file f CROSS JOIN folder d ON d.id = f.folder_id
  CROSS JOIN file_use u ON u.file_id = f.id LEFT JOIN file_note n ON n.file_id = f.id
  WHERE f.size BETWEEN 1 AND ${MOST_BYTES} AND f.link = 0
    AND (n.note IN (${noteNumber('shorter')}, ${noteNumber('longer')})
      OR (u.records = 0 AND f.is_ours AND f.size BETWEEN 90 AND 200))`;

/**
 * Looks into files that may be pointers of git-lfs or git-annex, which leave a short text in place of a file that was not
 * fetched. One that can't be read keeps the note that its size gives it. Right after deriving.
 */
export function notePointers(index: WritableIndex, fs: FileSystem, root: string): void {
  const insert = prepare(index, 'INSERT OR REPLACE INTO file_note (file_id, note) VALUES (?, ?)');
  for (const { id, path } of allRows<{ id: number; path: string }>(index, CANDIDATES)) {
    const system = systemPath(root, path);
    // What lies there now may be something else than what was seen.
    const stamp = fs.lstat(system);
    if (!stamp.ok || stamp.value.kind !== 'file' || stamp.value.size > MOST_BYTES) continue;
    const bytes = fs.read(system);
    const note = bytes.ok ? pointerNote(bytes.value) : null;
    if (note !== null) insert.run(id, noteNumber(note));
  }
}
