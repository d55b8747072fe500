import { sep } from 'node:path';
import { unlinkTrusted } from '../files/trust.ts';
import { readLock } from './lock-file.ts';
import { isSurelyDead } from './lock-owner.ts';
import type { Site } from './site.ts';

/** How a lock is called that somebody took away by hand. */
const TAKEN = /^taken-[\da-z]+$/;

/** Where a lock is put that is taken away by hand: renaming it needs no space. */
export function takenPath({ own }: Site, unique: string): string {
  return `${own}${sep}taken-${unique}`;
}

/** The locks that were taken away by hand, and whether each was of a process that is sure to be dead. */
function takenLocks(site: Site): { readonly path: string; readonly isDead: boolean }[] {
  const listed = site.fs.list(site.own);
  if (!listed.ok) return [];
  return listed.value
    .filter(({ name }) => TAKEN.test(name))
    .map(({ name }) => {
      const path = site.own + sep + name;
      const held = readLock(site, path);
      const found = held.ok ? held.value : null;
      if (found === null) return { path, isDead: false };
      // Nobody ever held a folder or a pipe.
      const { owner, isOdd } = found;
      return { path, isDead: isOdd || (owner !== null && isSurelyDead(owner, site.processes)) };
    });
}

/**
 * Whether a process may still live whose lock was taken away by hand: one that was only stopped, in the middle of a move. It may
 * wake between giving a file its second name and taking the first away, so that dropping the second name then loses the file. As
 * long as that may be, both names are left where they are, which costs no space.
 */
export function mayWake(site: Site): boolean {
  return takenLocks(site).some(({ isDead }) => !isDead);
}

/** Forgets locks whose holders are sure to be dead by now. To be called with the lock held. */
export function forgetDeadLocks(site: Site): void {
  for (const { path, isDead } of takenLocks(site)) if (isDead) unlinkTrusted(site.fs, path);
}
