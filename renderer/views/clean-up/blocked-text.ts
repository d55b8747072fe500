import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { ofDatasets } from '../../text/unreadable-text.ts';
import { plural } from '../../text/plural.ts';

/** What follows from something that can't be read: `It may name any of these 194 files, so none of them can be moved.` */
export function blockedText(
  unreadable: readonly { readonly datasets: readonly string[] | null }[],
  undecided: number,
): string {
  const subject = unreadable.length === 1 ? 'It' : 'They';
  const which = ofDatasets(unreadable);
  if (undecided === 0) {
    return `${subject} may name any stored file${which}, so none${which === '' ? '' : ' of them'} can be moved.`;
  }
  if (undecided === 1) return `${subject} may name this file, so it can’t be moved.`;
  return `${subject} may name any of these ${plural(undecided, 'file')}, so none of them can be moved.`;
}

/** What it means that the runs of some datasets stand empty. */
export function emptiedText(datasets: readonly string[]): string {
  const names = datasets.map((dataset) => escapeForTerminal(dataset));
  const whose = names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return (
    `No pipeline of ${whose} is there, though there are stored files. Is a disk not mounted? ` +
    `${names.length === 1 ? 'Its' : 'Their'} files stay undecided until it is back, or until you say that the pipelines were deleted.`
  );
}
