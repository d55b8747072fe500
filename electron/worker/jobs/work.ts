import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import type { Cancel, CleanProgress } from '../../registry/change/outcome.ts';
import type { UnchangingJob, WritingJob } from './job.ts';

const WAITING: WorkProgress = { phase: 'wait', files: 0, total_files: 0, bytes: 0, total_bytes: 0 };

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
    run: ({ cancel, ...cleaning }, input) => work(cleaning, input, cancel),
    hasChanged: () => true,
  };
}

/** A job that leaves the workspace alone and is of no use once nobody wants it. */
export function planningJob<Input, Done>(
  kind: WorkKind,
  work: Work<Input, Done>,
  hasChanged: (done: Done) => boolean,
): UnchangingJob<Input, WorkProgress, Result<Done, CleanError>> {
  return {
    ...workJob(kind, work),
    changesWorkspace: false,
    onCancel: 'drop',
    hasChanged: (value) => !value.ok || hasChanged(value.value),
  };
}
