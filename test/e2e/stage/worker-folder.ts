import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder for what lives as long as this process: removed when it ends, not with the tests of a file. */
export function workerFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stemma-worker-')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
