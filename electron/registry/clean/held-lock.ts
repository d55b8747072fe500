import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isGone } from '../files/file-system.ts';
import { writeError, type CleanError } from './clean-error.ts';
import { heartbeat, removeLock } from './lock.ts';
import { isSurelyDead, parseOwner, type LockOwner } from './lock-owner.ts';
import type { Site } from './site.ts';

/** The lock of a workspace as it is seen from outside. */
export interface HeldLock {
  /** Names exactly this lock: who takes it over says so, and takes no other. */
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

function markOf(bytes: Uint8Array): string {
  return parseOwner(bytes)?.nonce ?? createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

/** Who holds the lock now; null where nobody does. */
export function heldLock(site: Site): Result<HeldLock | null, CleanError> {
  const bytes = site.fs.read(site.lock);
  if (!bytes.ok) return isGone(bytes.error) ? ok(null) : fail(writeError(bytes.error, site.lock));
  const owner = parseOwner(bytes.value);
  return ok({
    mark: markOf(bytes.value),
    owner,
    heartbeatMs: heartbeat(site),
    isDead: owner !== null && isSurelyDead(owner, site.processes),
    path: site.lock,
  });
}

/**
 * Removes the lock that a user has seen and knows to be left behind, by its mark: the only way in where nobody can tell
 * whether its holder lives. A holder that does live after all notices, and stops; its work is then interrupted.
 */
export function takeLockAway(site: Site, mark: string): Result<void, CleanError> {
  const removed = removeLock(site, (bytes) => markOf(bytes) === mark);
  if (!removed.ok) return fail(writeError(removed.error, site.lock));
  if (removed.value) return ok(undefined);
  const message = 'The lock is no longer the one that was shown. Look at it again.';
  return fail({ code: 'NOT_FOUND', message, name: mark });
}
