import type { cleanErrors } from '../../../shared/api/deletion/clean-errors.ts';
import type { Failure } from '../../../shared/api/failure.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { asStart } from '../../../shared/text/unreadable-words.ts';
import { unreadOf } from '../../../shared/domain/known-use.ts';
import { ofDatasets, unreadableTitle } from '../../text/unreadable-text.ts';
import { plural } from '../../text/plural.ts';
import { lockText } from './lock-text.ts';

/** A refusal to clean up, or to undo it. */
export type CleanFailure = Extract<Failure, { readonly code: keyof typeof cleanErrors }>;

/** What happened, and what one can do. */
export interface CleanProblem {
  readonly title: string;
  readonly advice: string;
}

function holder({ lock }: Extract<CleanFailure, { code: 'LOCKED' }>['data']): string {
  if (lock === null) return 'The lock was taken away while Stemma worked, which has stopped.';
  return lockText(lock);
}

/** Says a refusal in words. */
export function cleanFailureText(failure: CleanFailure): CleanProblem {
  switch (failure.code) {
    case 'BUSY':
      return problem('Stemma is busy in this workspace.', 'Wait until that is done, or cancel it.');
    case 'LOCKED':
      return problem(holder(failure.data), 'Nothing else was changed.');
    case 'INTERRUPTED_WORK':
      return problem('A clean-up was interrupted.', 'Finish it or undo it first.');
    case 'UNREADABLE':
      if (failure.data.unreadable.every(({ decision }) => decision === 'deleted')) {
        return problem(
          'Folders of runs are empty.',
          'Manifests that name these files may be on a disk that is not mounted. If the pipelines were deleted, say so in Clean up.',
        );
      }
      return unreadableProblem(failure.data);
    case 'MAY_BE_RUNNING':
      return problem(
        `${plural(failure.data.count, 'pipeline')} may be running.`,
        'Something there was written a short time ago, and no execution trace says that it ended. Look again, and agree to that first.',
      );
    case 'BREAKS':
      return problem(
        `${plural(failure.data.count, 'artifact')} would lose what ${failure.data.count === 1 ? 'it needs' : 'they need'}.`,
        'Look again, and agree to that first.',
      );
    case 'NO_MANIFESTS':
      return problem(
        'There is no manifest in this workspace. Did its runs move?',
        'Type the workspace’s name to plan anyway.',
      );
    case 'NOT_CONFIRMED':
      return problem(
        `All of the dataset ${failure.data.name} would go.`,
        'Type its name to say that it may.',
      );
    case 'NOT_MOVABLE':
      return problem(`${failure.data.path} can’t be moved.`, failure.data.reason);
    case 'LIBRARY_ALONE':
      return problem('nirs4all alone does that.', failure.data.reason);
    case 'NOT_DECIDABLE':
      return problem(`${failure.data.path} can’t be counted as empty.`, failure.data.reason);
    case 'NO_SPACE':
      return problem(
        spaceText(failure.data),
        failure.data.trash_bytes === 0
          ? 'The trash is empty: make room on this disk, then try again.'
          : `Emptying older trash would free ${formatBytes(failure.data.trash_bytes)}.`,
      );
    case 'CANNOT_WRITE':
      return problem('The workspace can’t be written.', failure.data.reason);
    case 'INDEX_BUSY':
      return problem('Another Stemma is looking at the workspace just now.', 'Try again in a moment.');
    case 'WORK_STOPPED':
      return problem('Stemma stopped in the middle of it.', failure.data.reason);
  }
}

/** Not all of it may be told. What nobody can decide about says by itself what mends it. */
function unreadableProblem({
  unreadable,
  count,
}: Extract<CleanFailure, { code: 'UNREADABLE' }>['data']): CleanProblem {
  const what = count > unreadable.length ? 'something can’t be read' : unreadableTitle(unreadOf(unreadable));
  const canDecide = unreadable.some(({ decision }) => decision !== 'none');
  return problem(
    `${asStart(what)}, and may name any stored file${ofDatasets(unreadable)}.`,
    `None of them is moved while that is so.${canDecide ? ' Mend it, or count it as empty.' : ''}`,
  );
}

function spaceText({
  needed_bytes: bytes,
  needed_files: files,
}: Extract<CleanFailure, { code: 'NO_SPACE' }>['data']): string {
  if (files !== null)
    return `The disk has no room for ${plural(files, 'more file')} (inodes), whatever its free bytes.`;
  if (bytes === 0) return 'No space is left on the disk, or your share of it is used up (ENOSPC, EDQUOT).';
  return `There is no space for it: ${formatBytes(bytes)} are needed.`;
}

function problem(title: string, advice: string): CleanProblem {
  return { title, advice };
}
