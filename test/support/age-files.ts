import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** An hour, in milliseconds: longer than anything counts as being written. */
const HOUR_MS = 60 * 60 * 1000;

/**
 * Says of all files below a folder that they were written an hour ago: nobody writes them now. Of a fixture this must be said,
 * because its files are as old as their checkout.
 */
export function ageFiles(folder: string): void {
  const then = (Date.now() - HOUR_MS) / 1000;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), then, then);
  }
}
