import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { WorkspacePath } from '../files/paths.ts';
import type { CleanError } from './clean-error.ts';
import { decideEmpty, dropDecision, keepDecisions } from './decisions.ts';
import { lookAgain, type Cleaning } from './look.ts';
import type { CleanProgress } from './outcome.ts';
import { indexBusy } from './planning.ts';
import { withLock } from './with-lock.ts';

/** Keeps the decision that a manifest that can't be read counts as empty, as its bytes are now. */
export function* countEmpty(
  cleaning: Cleaning,
  manifest: WorkspacePath,
): Generator<CleanProgress, Result<void, CleanError>> {
  const { site, workspace } = cleaning;
  return yield* withLock(site, function* work() {
    if (!(yield* lookAgain(cleaning))) return fail(indexBusy());
    const decided = decideEmpty(site, workspace.index, manifest);
    return decided.ok ? keepDecisions(site, [decided.value]) : decided;
  });
}

/** Takes such a decision back. */
export function* uncountEmpty(
  cleaning: Cleaning,
  manifest: WorkspacePath,
): Generator<CleanProgress, Result<void, CleanError>> {
  const { site } = cleaning;
  return yield* withLock(site, function* work() {
    yield* lookAgain(cleaning);
    const dropped = dropDecision(site, manifest);
    return dropped.ok ? ok(undefined) : dropped;
  });
}
