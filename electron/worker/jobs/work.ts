import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import type { Cancel, CleanProgress } from '../../registry/change/outcome.ts';
import type { WritingJob } from './job.ts';

const WAITING: WorkProgress = { phase: 'wait', files: 0, total_files: 0, bytes: 0, total_bytes: 0 };

function contractProgress({ phase, files, totalFiles, bytes, totalBytes }: CleanProgress): WorkProgress {
  return { phase, files, total_files: totalFiles, bytes, total_bytes: totalBytes };
}

/** The same generator, with its progress as the contract tells it. */
function* told<Value>(work: Generator<CleanProgress, Value>): Generator<WorkProgress, Value> {
  let isOver = false;
  try {
    for (let step = work.next(); ; step = work.next()) {
      if (step.done === true) {
        isOver = true;
        return step.value;
      }
      yield contractProgress(step.value);
    }
  } finally {
    // Its own clean-up rolls back what it wrote; what it returns says nothing here.
    if (!isOver) work.return(undefined as never);
  }
}

/** What a function of the registry does in a workspace: it may be refused, and stops after the current file when it is cancelled. */
type Work<Input, Done> = (
  cleaning: Cleaning,
  input: Input,
  cancel: Cancel,
) => Generator<CleanProgress, Result<Done, CleanError>>;

/** A job that changes the workspace. */
export function workJob<Input, Done>(
  kind: WorkKind,
  work: Work<Input, Done>,
): WritingJob<Input, WorkProgress, Result<Done, CleanError>> {
  return {
    lane: 'write',
    kind,
    changesWorkspace: true,
    isShared: false,
    onCancel: 'stop',
    waiting: WAITING,
    run: ({ cancel, ...cleaning }, input) => told(work(cleaning, input, cancel)),
    hasChanged: () => true,
  };
}

/** A job that leaves the workspace alone and is of no use once nobody wants it. */
export function planningJob<Input, Done>(
  kind: WorkKind,
  work: Work<Input, Done>,
  hasChanged: (done: Done) => boolean,
): WritingJob<Input, WorkProgress, Result<Done, CleanError>> {
  return {
    ...workJob(kind, work),
    changesWorkspace: false,
    onCancel: 'drop',
    hasChanged: (value) => !value.ok || hasChanged(value.value),
  };
}
