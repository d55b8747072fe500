import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { createDurably } from '../files/durable-file.ts';
import { isGone, type FileError } from '../files/file-system.ts';
import { batchStates, journalPath } from './batch.ts';
import { isFull, writeError, type CleanError } from './clean-error.ts';
import { readLock, type FoundLock } from './lock-file.ts';
import { isSurelyDead, ownerHere, ownerText, type LockOwner } from './lock-owner.ts';
import { NO_LINKS } from './no-links.ts';
import type { Site } from './site.ts';
import { takenPath } from './taken-locks.ts';

/** How often the holder says that it is alive, in milliseconds. */
const HEARTBEAT_MS = 2000;

/** A move between two questions never takes so long, in milliseconds: the process was stopped. */
const STOPPED_MS = 250;

/** How often a lock that changes under our eyes is looked at again. */
const ATTEMPTS = 3;

/** What tells our lock from any other: what it says, or on a full disk, where it can say nothing, which file it is. */
type IsOurs = (held: FoundLock) => boolean;

/** The lock of a workspace, held. */
export class Lock {
  readonly #site: Site;
  readonly #isOurs: IsOurs;
  #beat: number;
  #asked: number;

  constructor(site: Site, isOurs: IsOurs) {
    this.#site = site;
    this.#isOurs = isOurs;
    this.#beat = site.now();
    this.#asked = this.#beat;
  }

  /**
   * Says that we are alive, now and then, and whether the lock is still ours: somebody may have taken it by hand. To be asked
   * between two moves; `force` looks at once.
   */
  isHeld(force: boolean = false): boolean {
    const now = this.#site.now();
    // A process that was stopped in between may have lost it meanwhile, however short that was.
    const wasStopped = now - this.#asked > STOPPED_MS || now < this.#asked;
    this.#asked = now;
    if (!force && !wasStopped && now - this.#beat < HEARTBEAT_MS && now >= this.#beat) return true;
    this.#beat = now;
    if (this.#look() !== 'ours') return false;
    // A heartbeat that fails is only information that others miss.
    this.#site.fs.touch(this.#site.lock, now);
    return true;
  }

  /** Says that we are alive where nothing is moved; what becomes of the lock is asked before the next move. */
  beat(): void {
    this.isHeld();
  }

  /** Gives the lock back. What can't be removed, as often as it is tried, stays until this program ends, which others see. */
  release(): void {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const look = this.#look();
      if (look === 'not ours') return;
      // What a file server says is gone may be there a moment later: it is looked at again.
      if (look === 'ours' && this.#site.fs.unlink(this.#site.lock).ok) return;
    }
  }

  #look(): 'ours' | 'not ours' | 'gone' | 'unknown' {
    const held = readLock(this.#site);
    if (!held.ok) return 'unknown';
    if (held.value === null) return 'gone';
    return this.#isOurs(held.value) ? 'ours' : 'not ours';
  }
}

/** Makes the lock with its content at once, so that nobody sees it half written. */
function create(site: Site, owner: LockOwner): Result<void, FileError> {
  const { fs, lock } = site;
  const bytes = Buffer.from(`${JSON.stringify(owner)}\n`);
  const temporary = `${lock}.${owner.nonce}`;
  const written = createDurably(fs, temporary, bytes);
  if (!written.ok) return written;
  const linked = fs.link(temporary, lock);
  // A temporary file that can't be removed is swept with the next change.
  fs.unlink(temporary);
  if (linked.ok || !NO_LINKS.has(linked.error.code)) return linked;
  // Without links: a crash in the middle of this leaves a lock that says nothing, which is taken over by hand.
  return createDurably(fs, lock, bytes);
}

/**
 * Takes a lock out of the way. Somebody else may have done so a moment ago and hold a lock of their own by now: what was
 * renamed is looked at, and a lock that is not the one that is meant is put back. Returns whether it was the one.
 *
 * @param keep whether what was taken stays under a name that {@link mayWake} finds
 */
export function removeLock(
  site: Site,
  isMeant: (held: FoundLock) => boolean,
  keep: boolean = false,
): Result<boolean, FileError> {
  const { fs, lock } = site;
  const aside = keep ? takenPath(site, site.unique()) : `${lock}.${site.unique()}`;
  const renamed = fs.rename(lock, aside);
  if (!renamed.ok) return isGone(renamed.error) ? ok(false) : renamed;
  const held = readLock(site, aside);
  if (!held.ok) return held;
  const isIt = held.value !== null && isMeant(held.value);
  if (isIt && (keep || held.value.isOdd)) return ok(true);
  if (!isIt) {
    const back = fs.link(aside, lock);
    if (!back.ok && NO_LINKS.has(back.error.code))
      return fs.lstat(lock).ok ? ok(false) : putBack(site, aside);
    if (!back.ok && back.error.code !== 'EEXIST') return back;
  }
  const removed = fs.unlink(aside);
  return removed.ok ? ok(isIt) : removed;
}

function putBack({ fs, lock }: Site, aside: string): Result<boolean, FileError> {
  const renamed = fs.rename(aside, lock);
  return renamed.ok ? ok(false) : renamed;
}

/** When the holder of the lock was last heard of, in milliseconds since 1970; null where nobody holds it. */
export function heartbeat({ fs, lock }: Site): number | null {
  const beat = fs.lstat(lock);
  return beat.ok ? Number(beat.value.mtimeNs / 1_000_000n) : null;
}

/** Makes the lock as a second name of some journal. */
function linkAnything(site: Site): Result<void, FileError> {
  const states = batchStates(site);
  const all = states.ok ? states.value : [];
  const first = all.find(({ id, state }) => {
    const journal = site.fs.lstat(journalPath(site, id, state));
    return journal.ok && journal.value.kind === 'file';
  });
  if (first === undefined) return fail({ code: 'ENOSPC', message: 'ENOSPC: there is no room for a lock' });
  return site.fs.link(journalPath(site, first.id, first.state), site.lock);
}

/**
 * Makes the lock where there is no space for what it says: emptying the trash must be possible on a full disk. To others it
 * is a lock of nobody they know, and so held.
 */
function createEmpty(site: Site): Result<IsOurs, FileError> {
  const { fs, lock } = site;
  const file = fs.create(lock);
  if (file.ok) fs.close(file.value);
  // A disk without room for one more file still has room for one more name.
  const named = file.ok || !isFull(file.error) ? file : linkAnything(site);
  if (!named.ok) return named;
  const made = fs.lstat(lock);
  if (!made.ok) {
    fs.unlink(lock);
    return made;
  }
  return ok(() => {
    const there = fs.lstat(lock);
    return there.ok && there.value.inode === made.value.inode && there.value.device === made.value.device;
  });
}

/** Makes our lock; fails with `EEXIST` where another is there. */
function createOurs(site: Site): Result<IsOurs, FileError> {
  const owner = ownerHere(site.processes, site.unique(), site.now());
  const isOurs: IsOurs = (held) => held.owner?.nonce === owner.nonce;
  const created = create(site, owner);
  if (created.ok) return ok(isOurs);
  if (isFull(created.error)) return createEmpty(site);
  // A file server may have done what it says has failed.
  const held = readLock(site);
  return held.ok && held.value !== null && isOurs(held.value) ? ok(isOurs) : created;
}

/** That another one holds the lock. */
export function locked(site: Site, owner: LockOwner | null): CleanError {
  const message = `Another Stemma may be changing this workspace: it is locked ${ownerText(owner, heartbeat(site), site.now())}.`;
  return { code: 'LOCKED', message, owner, path: site.lock };
}

/**
 * Takes the lock that keeps two Stemmas from changing one workspace. The lock of a process of this machine that is sure to
 * be dead is taken over; any other is only removed by hand. nirs4all knows nothing of it.
 */
export function takeLock(site: Site): Result<Lock, CleanError> {
  const { lock } = site;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const created = createOurs(site);
    if (created.ok) return ok(new Lock(site, created.value));
    if (created.error.code !== 'EEXIST') return fail(writeError(created.error, lock));
    const found = readLock(site);
    if (found.ok && found.value === null) continue;
    const other = found.ok ? (found.value?.owner ?? null) : null;
    if (other === null || !isSurelyDead(other, site.processes)) return fail(locked(site, other));
    const removed = removeLock(site, (held) => held.owner?.nonce === other.nonce);
    if (!removed.ok) return fail(writeError(removed.error, lock));
  }
  return fail(locked(site, null));
}
