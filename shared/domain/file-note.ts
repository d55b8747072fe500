/**
 * What a look at a file's size, and at the few bytes of a very small one, tells of it without hashing; in the order of their
 * numbers in the index, from 1. The first three compare with the size that a manifest states.
 */
export const FILE_NOTES = [
  'empty',
  'shorter',
  'longer',
  'lfs-pointer',
  'annex-pointer',
  'placeholder',
] as const;

/** See {@link FILE_NOTES}. */
export type FileNote = (typeof FILE_NOTES)[number];

/** The note of a number in the index; null for 0, which is none. */
export function fileNoteOf(number: number | null): FileNote | null {
  return number === null ? null : (FILE_NOTES[number - 1] ?? null);
}
