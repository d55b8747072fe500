import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { parseDuration } from '../../shared/text/duration.ts';
import { DEFAULT_GRACE_MS } from '../registry/state/context.ts';
import type { AskedFolder } from './host-window.ts';

/**
 * Reads `[DIR] [--grace 24h] [--demo]`: the folder that is asked for, or null for none. Chromium's own switches may stand
 * anywhere between, so an option that we do not know is passed over. Fails with a sentence for people.
 *
 * @param args without the program, and without the path of an app that is not packaged
 * @param cwd what a relative folder starts from
 */
export function parseArguments(args: readonly string[], cwd: string): Result<AskedFolder | null, string> {
  const folders: string[] = [];
  let graceMs = DEFAULT_GRACE_MS;
  let isDemo = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const option = /^--grace(?:=(.*))?$/s.exec(arg);
    if (option !== null) {
      const grace = parseDuration(option[1] ?? args[++i] ?? '');
      if (!grace.ok) return fail(`The grace period can't be read. ${grace.error}`);
      graceMs = grace.value;
    } else if (arg === '--demo') {
      isDemo = true;
    } else if (!arg.startsWith('-')) {
      folders.push(arg);
    }
  }
  const [folder] = folders;
  if (folders.length > 1) return fail(`Give one folder, not ${folders.length}: ${folders.join(', ')}`);
  return ok(folder === undefined ? null : { path: resolve(cwd, folder), graceMs, isDemo });
}

/**
 * The arguments that are meant for us, of those that the program was started with: an app that is not packaged is named
 * itself by the first one that is no switch.
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const args = argv.slice(1);
  if (isPackaged) return args;
  const app = args.findIndex((arg) => !arg.startsWith('-'));
  return app === -1 ? args : args.toSpliced(app, 1);
}
