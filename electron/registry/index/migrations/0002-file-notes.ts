/**
 * What a file takes on the disk, in bytes, beside its size; and what is odd about it (`shared/domain/file-note.ts`), which
 * a scan derives anew.
 */
export const fileNoteTables = `
  ALTER TABLE file ADD COLUMN allocated INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE file_note (file_id INTEGER PRIMARY KEY, note INTEGER NOT NULL);
`;
