import type { Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import { previewRestore, type ReturningFile } from '../../registry/trash/restore-preview.ts';
import { trashState, type TrashState } from '../../registry/trash/trash-state.ts';
import type { ReadingJob } from './job.ts';

/** What the trash holds, and what was decided. */
export const lookAtTrash: ReadingJob<null, TrashState> = {
  lane: 'read',
  run: ({ site, index }) => trashState(site, index),
};

/** The files of a batch, and what putting them back would meet. */
export const lookAtBatch: ReadingJob<
  { readonly id: string },
  Result<readonly ReturningFile[], CleanError>
> = {
  lane: 'read',
  run: ({ site }, { id }) => previewRestore(site, id, []),
};
