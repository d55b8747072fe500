import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { hasDisplay } from './display.ts';
import { findElectron } from './find-electron.ts';

/** Electron tells within this time that it can't start, in milliseconds: a missing library, a forbidden sandbox. */
const EARLY_MS = 2000;

/** What of the machine decides whether the desktop app can start. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
}

/** The machine that this runs on. */
export function thisMachine(): Machine {
  return { platform: process.platform, environment: process.env, isRoot: process.getuid?.() === 0 };
}

/** The program to start, or in a sentence why there is none. Nothing here switches Chromium's sandbox off. */
export function desktopProgram(root: string, machine: Machine): Result<string, string> {
  const { platform, environment, isRoot } = machine;
  if (!hasDisplay(environment, platform)) return fail('There is no display here.');
  if (platform === 'linux' && isRoot)
    return fail('It does not run as root, for whom Chromium has no sandbox.');
  if (!existsSync(join(root, 'out', 'main', 'main.cjs'))) return fail('It is not built yet: npm run build');
  const program = findElectron(root, environment);
  return program === null ? fail('Electron is not here yet: npm start downloads it.') : ok(program);
}

/** The arguments of the app: its folder, then what it shows. */
export function desktopArguments(root: string, folder: string, graceMs: number | undefined): string[] {
  const grace = graceMs === undefined ? [] : ['--grace', graceMs === 0 ? '0' : `${graceMs / 1000}s`];
  return [root, folder, ...grace];
}

/**
 * Starts a program that goes on after this process. Waits only long enough to hear why it could not start; one that
 * hands over to an app that is running already ends at once, without an error.
 */
export async function startDetached(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Result<void, string>> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = environment;
  const child = spawn(program, args, { detached: true, stdio: 'ignore', env: rest });
  return await new Promise((resolve) => {
    const isUp = setTimeout(() => resolve(ok(undefined)), EARLY_MS);
    child.once('error', (error) => {
      clearTimeout(isUp);
      resolve(fail(`It could not be started: ${error.message}.`));
    });
    child.once('exit', (code, signal) => {
      clearTimeout(isUp);
      resolve(code === 0 ? ok(undefined) : fail(`It ended at once (${signal ?? code}).`));
    });
    child.unref();
  });
}
