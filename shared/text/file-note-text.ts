import type { FileNote } from '../domain/file-note.ts';
import { formatBytes } from './format-number.ts';

/** What a file is instead of what it should be, and what helps: `a git-lfs pointer (git lfs pull brings the file)`. */
export function fileNoteWords(note: FileNote): string {
  switch (note) {
    case 'empty':
      return 'empty';
    case 'shorter':
      return 'cut off';
    case 'longer':
      return 'longer than recorded';
    case 'lfs-pointer':
      return 'a git-lfs pointer (git lfs pull brings the file)';
    case 'annex-pointer':
      return 'a git-annex pointer (git annex get brings the file)';
    case 'placeholder':
      return 'a placeholder of a cloud drive, or a sparse file: none of its bytes are on this disk';
  }
}

/** `130 B instead of 50.0 kB: a git-lfs pointer (…)`. */
export function differsText(size: number, recorded: number, note: FileNote): string {
  const words = fileNoteWords(note);
  if (size === recorded || recorded === 0) return `${formatBytes(size)}: ${words}`;
  const [is, should] = [formatBytes(size), formatBytes(recorded)];
  return is === should
    ? `${size} B instead of ${recorded} B: ${words}`
    : `${is} instead of ${should}: ${words}`;
}
