import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isGone, type FileError } from '../files/file-system.ts';
import { isNoFileOfOurs, readTrusted } from '../files/trust.ts';
import { parseOwner, type LockOwner } from './lock-owner.ts';
import type { Site } from './site.ts';

/** Bytes: a lock says some hundred. */
const LARGEST = 64 * 1024;

/** What lies where the lock is. */
export interface FoundLock {
  /** Names exactly this lock. */
  readonly mark: string;
  /** Who holds it; null where it says nothing that we wrote. */
  readonly owner: LockOwner | null;
  /** Whether it is no file of ours at all: a folder, a pipe, or too large. It can be moved out of the way, and that is all. */
  readonly isOdd: boolean;
}

function digits(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Reads the lock, or what was one; null where nothing is there. */
export function readLock({ fs, lock }: Site, path: string = lock): Result<FoundLock | null, FileError> {
  const bytes = readTrusted(fs, path, LARGEST);
  if (bytes.ok) {
    const owner = parseOwner(bytes.value);
    return ok({ mark: owner?.nonce ?? digits(bytes.value), owner, isOdd: false });
  }
  if (isGone(bytes.error)) return ok(null);
  if (!isNoFileOfOurs(bytes.error)) return bytes;
  const stamp = fs.lstat(path);
  if (!stamp.ok) return isGone(stamp.error) ? ok(null) : fail(stamp.error);
  const { kind, inode, device } = stamp.value;
  return ok({ mark: digits(`${kind} ${inode} ${device}`), owner: null, isOdd: true });
}
