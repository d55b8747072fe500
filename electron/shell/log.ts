import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { BugLog } from '../worker/serve-channel.ts';

/** Beyond it the log starts afresh, and the one before is kept. */
const LARGEST_BYTES = 2_000_000;

/**
 * A log of bugs, in a file and on stderr. A log that can't be written says so on stderr, for nothing is left to tell.
 *
 * @param folder where the file `stemma.log` is kept
 */
export function openLog(folder: string): BugLog {
  const file = join(folder, 'stemma.log');
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      process.stderr.write(`${file} can't be written: ${inspect(error)}\n`);
    }
  };
  attempt(() => {
    mkdirSync(folder, { recursive: true });
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LARGEST_BYTES) renameSync(file, `${file}.old`);
  });
  return (what, error) => {
    const text = `${new Date().toISOString()} ${what}: ${typeof error === 'string' ? error : inspect(error)}\n`;
    process.stderr.write(text);
    attempt(() => appendFileSync(file, text));
  };
}

/** Logs what nobody caught. The app goes on, as Electron lets it: what was asked for did not happen, the files are as they were. */
export function setUpBugLog(log: BugLog): void {
  process.on('uncaughtException', (error) => log('Nobody caught an error', error));
  process.on('unhandledRejection', (reason) => log('Nobody caught a rejection', reason));
}
