import { fail, type Result } from '../../../shared/domain/result.ts';
import { isGone } from '../files/file-system.ts';
import type { CleanError } from './clean-error.ts';
import { takeLock, type Lock } from './lock.ts';
import { prepareSite, type Site } from './site.ts';
import { sweep } from './clear-away.ts';

/** Runs work under the lock of the workspace, which is given back whatever happens. */
export function* withLock<Step, Value>(
  site: Site,
  work: (lock: Lock) => Generator<Step, Result<Value, CleanError>>,
): Generator<Step, Result<Value, CleanError>> {
  const prepared = prepareSite(site);
  if (!prepared.ok) return prepared;
  const taken = takeLock(site);
  if (!taken.ok) return taken;
  const lock = taken.value;
  try {
    sweep(site);
    const running = work(lock);
    let step = running.next();
    try {
      for (; step.done !== true; step = running.next()) {
        // Looking at a large workspace takes minutes, in which others shall not take us for dead.
        lock.beat();
        yield step.value;
      }
    } finally {
      // A caller who gives up ends the work too.
      if (step.done !== true) running.return(undefined as never);
    }
    return step.value;
  } finally {
    lock.release();
  }
}

/** That the lock was taken away while we worked: nothing more was done, and the batch waits for what the user says. */
export function lockLost(site: Site, id: string): { readonly ok: false; readonly error: CleanError } {
  const bytes = site.fs.lstat(site.lock);
  const who = !bytes.ok && isGone(bytes.error) ? 'removed' : 'taken by another Stemma';
  const message = `The lock was ${who} during the work, which has stopped. See: trash list (${id})`;
  return fail({ code: 'LOCKED', message, owner: null, path: site.lock });
}
