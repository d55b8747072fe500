import { fileNoteOf, type FileNote } from '../../../shared/domain/file-note.ts';
import { differsText } from '../../../shared/text/file-note-text.ts';
import type { RecordState } from '../../../shared/domain/states.ts';

/** A record's file as the index has it. */
export interface RecordFile {
  /** The size that the record states, in bytes; 0 where it states none. */
  readonly recorded: number;
  /** Of the file; null where there is none. */
  readonly size: number | null;
  /** Number of `file.link`. */
  readonly link: number | null;
  /** Number of `file_note.note`; null or 0 where there is none. */
  readonly note: number | null;
  /** Whether the folder of its dataset can't be listed: then nobody knows what is there. */
  readonly isHidden: boolean;
}

/** The number of `file.link` for a link that leads out of the workspace. */
export const OUTSIDE = 2;

/** The note of a file that counts for one record: others may state another size. */
function ownNote({ recorded, size, note }: RecordFile): FileNote | null {
  const known = fileNoteOf(note);
  if (known === 'placeholder') return known;
  if (size === null || recorded === 0 || recorded === size) return null;
  if (known === 'lfs-pointer' || known === 'annex-pointer') return known;
  if (size === 0) return 'empty';
  return size < recorded ? 'shorter' : 'longer';
}

/** The state of a record's file. */
export function recordStatus(file: RecordFile): RecordState {
  if (file.size === null) return file.isHidden ? 'unknown' : 'missing';
  if (file.link === OUTSIDE) return 'outside';
  return ownNote(file) === null ? 'present' : 'differs';
}

/** In which way it differs, for people; null where it does not. */
export function recordFileNote(file: RecordFile): string | null {
  const note = recordStatus(file) === 'differs' ? ownNote(file) : null;
  return note === null ? null : differsText(file.size ?? 0, file.recorded, note);
}
