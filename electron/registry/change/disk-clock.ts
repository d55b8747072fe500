import type { Site } from './site.ts';

/**
 * What time it is by the clock that stamps the files of the workspace, which on a file server is not that of this computer; in
 * milliseconds since 1970. For callers that hold the lock: it was written or touched seconds ago, and its ctime is nobody's
 * choice.
 */
export function diskNowMs({ fs, lock, now }: Site): number {
  const stamp = fs.lstat(lock);
  return stamp.ok ? Number(stamp.value.ctimeNs / 1_000_000n) : now();
}
