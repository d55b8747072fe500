import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from './exit-codes.ts';

/** Options by which Node writes a CPU profile of each of its threads when it ends. */
const FLAG = '--cpu-prof';

/** Whether this process is to be run again with profiles; the one that writes them is not. */
export function wantsProfile(args: readonly string[], nodeArgs: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--profile') && !nodeArgs.includes(FLAG);
}

/** Signals that are passed on to the working process; Ctrl C reaches both processes from the terminal. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP'];

/**
 * Runs the command line again in a process that profiles itself and its threads, and says where the profiles are. Node
 * itself writes those of threads that end early, which a session of the inspector would have to be quick enough for.
 *
 * @param script the command line's own
 * @returns how this process is to end
 */
export async function runProfiled(
  script: string,
  args: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-profile-'));
  const flags = [...process.execArgv, FLAG, `--cpu-prof-dir=${folder}`];
  const child = spawn(process.execPath, [...flags, script, ...args], { stdio: 'inherit' });
  const stay = (): void => undefined;
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', stay);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('SIGINT', stay);
  for (const signal of PASSED_ON) process.off(signal, passOn);
  const count = readdirSync(folder).length;
  say(`${count} CPU ${count === 1 ? 'profile' : 'profiles'}, one of each thread, in ${folder}`);
  return code ?? EXIT.bug;
}
