import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { bent } from './bent-file-system.ts';

/** The path under which a file really lies; the same where there is none of any spelling. */
function really(path: string): string {
  const above = dirname(path);
  if (existsSync(path) || above === path) return path;
  const folder = really(above);
  const name = path.slice(above.length + (above.endsWith('/') ? 0 : 1));
  if (!existsSync(folder)) return path;
  const found = readdirSync(folder).find((other) => other.toLowerCase() === name.toLowerCase());
  return found === undefined ? path : join(folder, found);
}

/** The real disk, made to find everything under any spelling, as those of macOS and Windows and exFAT do. */
export function ignoringCase(): WritableFileSystem {
  const { lstat, stat, read, list, realPath } = writableNodeFileSystem;
  return bent({
    lstat: (path) => lstat(really(path)),
    stat: (path) => stat(really(path)),
    read: (path, ...how) => read(really(path), ...how),
    list: (path) => list(really(path)),
    realPath: (path) => realPath(really(path)),
  });
}
