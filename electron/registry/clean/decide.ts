import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import {
  decideDeleted,
  decideEmpty,
  dropDecision,
  keepDecisions,
  type DecisionSubject,
} from '../change/decisions.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import type { CleanProgress } from '../change/outcome.ts';
import { indexBusy } from './planning.ts';
import { withLock } from '../change/with-lock.ts';

/** Keeps a decision: that what can't be read counts as empty, as it is now, or that the pipelines of a dataset were deleted. */
export function* decide(
  cleaning: Cleaning,
  subject: DecisionSubject,
): Generator<CleanProgress, Result<void, CleanError>> {
  const { site, workspace } = cleaning;
  return yield* withLock(site, function* work() {
    if (!(yield* lookAgain(cleaning))) return fail(indexBusy());
    const { index } = workspace;
    const decided =
      'path' in subject ? decideEmpty(site, index, subject.path) : decideDeleted(index, subject.dataset);
    return decided.ok ? keepDecisions(site, [decided.value]) : decided;
  });
}

/** Takes such a decision back. */
export function* undecide(
  cleaning: Cleaning,
  subject: DecisionSubject,
): Generator<CleanProgress, Result<void, CleanError>> {
  const { site } = cleaning;
  return yield* withLock(site, function* work() {
    yield* lookAgain(cleaning);
    const dropped = dropDecision(site, subject);
    return dropped.ok ? ok(undefined) : dropped;
  });
}
