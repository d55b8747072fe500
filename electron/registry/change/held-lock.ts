import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { writeError, type CleanError } from './clean-error.ts';
import { heartbeat, removeLock } from './lock.ts';
import { readLock } from './lock-file.ts';
import { isSurelyDead, type LockOwner } from './lock-owner.ts';
import type { Site } from './site.ts';

/** The lock of a workspace as it is seen from outside. */
export interface HeldLock {
  /** Names exactly this lock: taking a lock over names the one that is meant, and takes no other. */
  readonly mark: string;
  /** Who holds it; null where it says nothing that we wrote. */
  readonly owner: LockOwner | null;
  /** When its holder was last heard of, in milliseconds since 1970. */
  readonly heartbeatMs: number | null;
  /** Whether its holder is sure to be dead: the next change takes it over by itself. */
  readonly isDead: boolean;
  /** Where it lies, on this system. */
  readonly path: string;
}

/** Who holds the lock now; null where nobody does. */
export function heldLock(site: Site): Result<HeldLock | null, CleanError> {
  const held = readLock(site);
  if (!held.ok) return fail(writeError(held.error, site.lock));
  if (held.value === null) return ok(null);
  const { mark, owner } = held.value;
  return ok({
    mark,
    owner,
    heartbeatMs: heartbeat(site),
    isDead: owner !== null && isSurelyDead(owner, site.processes),
    path: site.lock,
  });
}

/**
 * Removes the lock that a user has seen and knows to be left behind, by its mark: the only way in where nobody can tell
 * whether its holder lives. A holder that does live after all notices, and stops; its work is then interrupted.
 *
 * @param holder whether it is known that nothing of what took the lock runs any more
 */
export function takeLockAway(
  site: Site,
  mark: string,
  holder: 'may live' | 'ended' = 'may live',
): Result<void, CleanError> {
  const removed = removeLock(site, (held) => held.mark === mark, holder === 'may live');
  if (!removed.ok) return fail(writeError(removed.error, site.lock));
  if (removed.value) return ok(undefined);
  const message = 'The lock is no longer the one that was shown. Look at it again.';
  return fail({ code: 'NOT_FOUND', message, name: mark });
}
