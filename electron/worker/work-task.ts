import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { applyPlan } from '../registry/clean/apply.ts';
import type { CleanError } from '../registry/change/clean-error.ts';
import { decide, undecide } from '../registry/clean/decide.ts';
import { emptyTrash } from '../registry/trash/empty.ts';
import { look, lookAgain, type Cleaning } from '../registry/change/look.ts';
import { makePlan } from '../registry/clean/make-plan.ts';
import type { Cancel, CleanProgress } from '../registry/change/outcome.ts';
import { beginPlanning, indexBusy } from '../registry/clean/planning.ts';
import { restoreBatch } from '../registry/trash/restore.ts';
import { restoreWanted } from '../registry/trash/restore-wanted.ts';
import { resumeBatch } from '../registry/trash/resume.ts';
import { firstRow } from '../registry/index/database.ts';
import { scannedAt } from '../registry/index/scanned-at.ts';
import type { WorkTask, WorkValue } from './work-protocol.ts';
import { appliedResult, emptiedResult, restoredResult, resumedResult } from './work-result.ts';

type Work = Generator<CleanProgress, Result<WorkValue, CleanError>>;

function* plan(cleaning: Cleaning, { request, consent, graceMs }: WorkTask & { kind: 'plan' }): Work {
  const { workspace, site } = cleaning;
  const summary = yield* look(cleaning);
  if (summary === null) return fail(indexBusy());
  const planning = beginPlanning(workspace, site, { graceMs, consent });
  if (!planning.ok) return planning;
  const made = makePlan(planning.value, request);
  if (!made.ok) return made;
  const found = firstRow<{ n: number }>(workspace.index, 'SELECT count(*) AS n FROM manifest');
  const planned = {
    plan: made.value,
    scannedAt: scannedAt(workspace.index) ?? site.now(),
    manifests: found?.n ?? 0,
    changed: summary.changed,
  };
  return ok({ kind: 'planned', planned });
}

function worked<Done>(
  done: Result<Done, CleanError>,
  tell: (done: Done) => Extract<WorkValue, { kind: 'worked' }>['result'],
): Result<WorkValue, CleanError> {
  return done.ok ? ok({ kind: 'worked', result: tell(done.value) }) : done;
}

function* doIt(cleaning: Cleaning, task: WorkTask, cancel: Cancel): Work {
  switch (task.kind) {
    case 'plan':
      return yield* plan(cleaning, task);
    case 'apply':
      return worked(yield* applyPlan(cleaning, task.plan, task.consent, cancel), (done) =>
        appliedResult(done, cleaning.workspace.index),
      );
    case 'restore':
      return worked(yield* restoreBatch(cleaning, task.id, task.paths, cancel), (done) =>
        restoredResult(done, task.id),
      );
    case 'restore-wanted':
      return worked(yield* restoreWanted(cleaning, cancel), (done) => restoredResult(done, null));
    case 'empty':
      return worked(yield* emptyTrash(cleaning, task.request, cancel), (done) => {
        const [id = null, ...others] = task.request.ids;
        return emptiedResult(done, others.length === 0 ? id : null);
      });
    case 'resume':
      return worked(yield* resumeBatch(cleaning, task.id, cancel), (done) =>
        resumedResult(done, task.id, cleaning.workspace.index),
      );
    case 'decide': {
      const decided = yield* decide(cleaning, task.subject);
      return decided.ok ? ok({ kind: 'decided' }) : decided;
    }
    case 'undecide': {
      const decided = yield* undecide(cleaning, task.subject);
      return decided.ok ? ok({ kind: 'decided' }) : decided;
    }
  }
}

/**
 * Does a task, and looks at the workspace after what put files back, so that the index says what lies there now. Other work
 * has done so itself.
 */
export function* runTask(cleaning: Cleaning, task: WorkTask, cancel: Cancel): Work {
  const outcome = yield* doIt(cleaning, task, cancel);
  const hasPutBack = task.kind === 'restore' || task.kind === 'restore-wanted' || task.kind === 'resume';
  if (hasPutBack) yield* lookAgain(cleaning);
  return outcome;
}
