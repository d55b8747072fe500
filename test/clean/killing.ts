import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { heldLock, takeLockAway } from '../../electron/registry/change/held-lock.ts';
import { cleaningOf, sure } from './support.ts';

/** Starts the work of a script in a process of its own, which is killed a time after it began; null lets it end. Returns how long it took. */
export async function runAndKill(
  script: string,
  args: readonly string[],
  afterMs: number | null,
): Promise<number | null> {
  const given = afterMs === null ? args : [...args, String(afterMs)];
  const child = spawn(process.execPath, [script, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ]);
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(errors);
  const done = /done ([\d.]+)/.exec(said);
  return done === null ? null : Number(done[1]);
}

/** What the system does not say of a dead process, a user does. */
export function unlock(root: string): void {
  const { site } = cleaningOf(root);
  const held = sure(heldLock(site));
  if (held !== null && !held.isDead) sure(takeLockAway(site, held.mark));
}
