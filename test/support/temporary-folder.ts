import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

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

/** Removes all that the tests of a file made; `setup.ts` calls it, which also knows where files share this module. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) removeFolder(folder);
}
