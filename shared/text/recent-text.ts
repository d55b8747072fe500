import { formatAge } from './duration.ts';

/** Times of a stored file, ISO 8601, UTC. */
export interface FileTimes {
  readonly mtime: string;
  readonly ctime: string;
}

/** An mtime so far ahead is that of a wrong clock, and says nothing. */
const FAR_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Times that lie apart by less belong to one write. */
const ONE_WRITE_MS = 60 * 1000;

/**
 * Why a file that nothing names counts as recent: when it was written, or that its inode changed since, as happens when a
 * workspace is copied.
 */
export function recentText({ mtime, ctime }: FileTimes, nowMs: number): string {
  const [written, changed] = [Date.parse(mtime), Date.parse(ctime)];
  const isFarAhead = written > nowMs + FAR_AHEAD_MS;
  if (!isFarAhead && changed - written <= ONE_WRITE_MS) return `written ${formatAge(nowMs - written)} ago`;
  const before = isFarAhead ? 'its clock was wrong' : `written ${formatAge(nowMs - written)} ago`;
  return `its inode changed ${formatAge(nowMs - changed)} ago: it was copied here, moved or touched; ${before}`;
}

/** Why a file counts as recent: by its times, or because of a pipeline that may be running. */
export function recentReason(file: FileTimes, nowMs: number, graceMs: number): string {
  const [written, changed] = [Date.parse(file.mtime), Date.parse(file.ctime)];
  const last = written > nowMs + FAR_AHEAD_MS ? changed : Math.max(written, changed);
  return last > nowMs - graceMs ? recentText(file, nowMs) : RUNNING_TEXT;
}

/** Said of a file whose dataset has a pipeline that may be running. */
export const RUNNING_TEXT = 'a pipeline of its dataset may be running and claim it';
