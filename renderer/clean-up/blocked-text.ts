import { plural } from '../text/plural.ts';

/** What follows from something that can't be read: `It may name any of these 194 files, so none of them can be moved.` */
export function blockedText(unreadable: number, undecided: number): string {
  const subject = unreadable === 1 ? 'It' : 'They';
  if (undecided === 0) return `${subject} may name any stored file, so none can be moved.`;
  if (undecided === 1) return `${subject} may name this file, so it can’t be moved.`;
  return `${subject} may name any of these ${plural(undecided, 'file')}, so none of them can be moved.`;
}
