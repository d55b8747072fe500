import { app } from 'electron';
import { z } from 'zod';
import type { AskedFolder } from './host-window.ts';

const handedOver = z.object({
  asked: z.object({ path: z.string(), graceMs: z.number().nonnegative(), isDemo: z.boolean() }).nullable(),
});

/**
 * Claims to be the only Stemma of this user. False where another one runs: it has been told what was asked for, and this
 * one is to end. Chromium reorders the arguments that it hands over, so ours go beside them.
 *
 * @param onSecondStart called for every later start, with the folder that it asks for
 */
export function claimSingleInstance(
  asked: AskedFolder | null,
  onSecondStart: (asked: AskedFolder | null) => void,
): boolean {
  if (!app.requestSingleInstanceLock({ asked })) return false;
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const parsed = handedOver.safeParse(data);
    onSecondStart(parsed.success ? parsed.data.asked : null);
  });
  return true;
}
