import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { copyFixture } from '../support/fixtures.ts';

/** So many that moving them takes long enough to be stopped in the middle, on any machine. */
export const MANY = 6000;

/** How often the trash is looked at, in milliseconds. */
const POLL_MS = 2;

/** A copy of the fixture `orphans` with some thousands of small ones more. */
export function manyOrphans(count: number = MANY): string {
  const folder = copyFixture('orphans');
  for (let file = 0; file < count; file += 1) {
    const name = `model_PLSRegression_${file.toString(16).padStart(12, '0')}.joblib`;
    writeFileSync(join(folder, 'binaries', 'wheat', name), String(file));
  }
  return folder;
}

/** How many of them lie in the trash. */
function moved(folder: string): number {
  const trash = join(folder, '.stemma', 'trash');
  let count = 0;
  try {
    for (const batch of readdirSync(trash)) {
      count += readdirSync(join(trash, batch, 'files', 'binaries', 'wheat')).length;
    }
  } catch (error) {
    // Not there yet.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
  }
  return count;
}

/** Waits until some have moved, and says how many. */
export async function someMoved(folder: string, atLeast = 20): Promise<number> {
  for (;;) {
    const count = moved(folder);
    if (count >= atLeast) return count;
    await setTimeout(POLL_MS);
  }
}
