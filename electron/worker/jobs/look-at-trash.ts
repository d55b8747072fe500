import type { Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import { previewRestore, type ReturningFile } from '../../registry/trash/restore-preview.ts';
import { trashState, type TrashState } from '../../registry/trash/trash-state.ts';
import type { ReadingJob, ReadingPlace } from './job.ts';

/** A look tells nothing before its end; it is in a thread because a network drive may take its time. */
type Look<Input, Value> = ReadingJob<Input, { readonly phase: 'look' }, Value>;

function lookJob<Input, Value>(
  asksIndex: boolean,
  look: (place: ReadingPlace, input: Input) => Value,
): Look<Input, Value> {
  return {
    lane: 'read',
    asksIndex,
    kind: null,
    changesWorkspace: false,
    isShared: true,
    onCancel: 'drop',
    waiting: { phase: 'look' },
    *run(place, input) {
      yield { phase: 'look' };
      return look(place, input);
    },
  };
}

/** When a look is asked for: one that began before the trash changed is of no use to whoever asks after that. */
export interface LookTurn {
  /** Another one after each change. */
  readonly turn: number;
}

/** What the trash holds, and what was decided. */
export const lookAtTrash: Look<LookTurn, TrashState> = lookJob(true, ({ site, index }) =>
  trashState(site, index),
);

/** The files of a batch, and what putting them back would meet. */
export const lookAtBatch: Look<
  LookTurn & { readonly id: string },
  Result<readonly ReturningFile[], CleanError>
> = lookJob(false, ({ site }, { id }) => previewRestore(site, id, []));
