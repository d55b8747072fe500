import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, as its real path; removed when the tests of the file that asked for it are done. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stemma-test-')));
  made.push(folder);
  return folder;
}

/** Removes a folder early, for tests that make many. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
