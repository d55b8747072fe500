import { heldLock, takeLockAway } from '../../registry/change/held-lock.ts';
import { isThisProcess } from '../../registry/change/lock-owner.ts';
import type { Site } from '../../registry/change/site.ts';

/**
 * To be called before any job: a core that died in this process took its threads with it and left their lock, which names a
 * process that lives. What they were in the middle of is interrupted work.
 */
export function dropLockOfDeadCore(site: Site): void {
  const held = heldLock(site);
  if (!held.ok || held.value === null || held.value.owner === null) return;
  if (isThisProcess(held.value.owner, site.processes)) takeLockAway(site, held.value.mark, 'ended');
}

/**
 * Drops the lock that a thread left which died: the process that it names is ours, and lives. Where it can't be removed, the next
 * change is refused by it, which says so.
 *
 * @param mark begins the names that the thread made up
 */
export function dropLockOfThread(site: Site, mark: string): void {
  const held = heldLock(site);
  if (!held.ok || held.value?.owner?.nonce.startsWith(mark) !== true) return;
  takeLockAway(site, held.value.mark, 'ended');
}
