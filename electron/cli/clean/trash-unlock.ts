import { fail, ok } from '../../../shared/domain/result.ts';
import { heldLock, takeLockAway, type HeldLock } from '../../registry/change/held-lock.ts';
import type { Cleaning } from '../../registry/change/look.ts';
import type { Outcome } from '../answer.ts';
import type { Page } from '../output/page.ts';
import { lockText } from '../output/trash-text.ts';
import type { Session } from '../session.ts';
import { cleanFailure } from './clean-failure.ts';
import { nextCommand } from './next-command.ts';

function lockDocument(lock: HeldLock | null) {
  if (lock === null) return null;
  const { mark, owner, heartbeatMs, isDead } = lock;
  const heartbeat = heartbeatMs === null ? null : new Date(heartbeatMs).toISOString();
  return { mark, owner, heartbeat, dead: isDead };
}

function explanation(lock: HeldLock, command: string, page: Page): string {
  if (lock.isDead) {
    return `${lockText(lock, page)}\nThat process is no more: the next change takes the lock over by itself.\n`;
  }
  return (
    `${lockText(lock, page)}\n` +
    'The lock keeps two Stemmas from moving the same files. Where its holder lives, wait until it is done. A holder\n' +
    'that is gone for good (another computer that was switched off, a container that is no more) leaves it behind, and\n' +
    'nobody else can tell. If you have made sure of that, take this one lock away:\n' +
    `  ${command}\n` +
    'Work that it was in the middle of then shows in trash list.\n'
  );
}

/** Shows who holds the lock, or with its mark takes it away. */
export function unlocked(
  { globals }: Session,
  { site }: Cleaning,
  mark: string | undefined,
  isApplied: boolean,
): Outcome {
  const held = heldLock(site);
  if (!held.ok) return fail(cleanFailure(held.error, site, globals));
  const lock = held.value;
  const plan = { lock: lockDocument(lock) };
  if (!isApplied || mark === undefined) {
    if (isApplied) {
      return fail({ code: 'USAGE', message: 'Name the lock by its mark; see: stemma trash unlock' });
    }
    return ok({
      document: { plan, result: null },
      text: (page) =>
        lock === null
          ? 'Nobody holds the lock.\n'
          : explanation(lock, nextCommand(globals, 'trash', 'unlock', lock.mark, '--apply'), page),
    });
  }
  const taken = takeLockAway(site, mark);
  if (!taken.ok) return fail(cleanFailure(taken.error, site, globals));
  return ok({ document: { plan, result: { unlocked: mark } }, text: () => 'The lock is taken away.\n' });
}
