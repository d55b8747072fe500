import type { HeldLock } from '../../../shared/api/deletion/clean-errors.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { localStamp, localTime } from '../../text/stamp.ts';

/** Who is cleaning up here, as far as their lock says: `mara on lab-3 is cleaning up here since 14:30.` */
export function lockText({ user, host, since }: HeldLock, now: number = Date.now()): string {
  const who = escapeForTerminal(user ?? 'Another Stemma');
  const where = host === null ? '' : ` on ${escapeForTerminal(host)}`;
  return `${who}${where} is cleaning up here${since === null ? '' : ` since ${sinceText(since, now)}`}.`;
}

/** The time alone where it was today. */
function sinceText(since: string, now: number): string {
  const today = localStamp(new Date(now).toISOString()).slice(0, 10);
  const stamp = localStamp(since);
  return stamp.startsWith(today) ? localTime(since) : escapeForTerminal(stamp);
}
