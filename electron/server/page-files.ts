import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isInside } from '../registry/files/paths.ts';
import type { Encoding } from './accepted-encodings.ts';
import { pathNames } from './request-target.ts';

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly bytes: Uint8Array;
  /** Of the file as it is without compression. */
  readonly type: string;
  /** How `bytes` are compressed; null where they are not. */
  readonly encoding: Encoding['name'] | null;
  /** Whether its name changes with its content, so that browsers may keep it. */
  readonly isHashed: boolean;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

/** As the build names what it puts into `assets/`. */
const HASHED = /^\/assets\/[^/]+-[\w-]{8}\.\w+$/;

/** What the system says of a path under which there is no file that can be read. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES']);

/** The real path of a regular file inside the real folder, whatever links lead to it; null where there is none. */
async function fileInside(folder: string, names: readonly string[]): Promise<string | null> {
  try {
    const real = await realpath(join(folder, ...names));
    if (!isInside(await realpath(folder), real)) return null;
    return (await stat(real)).isFile() ? real : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(error.code)) return null;
    throw error;
  }
}

/** The file that a path names, compressed in the first way that there is; null where there is none at all. */
async function bestFile(
  folder: string,
  names: readonly string[],
  encodings: readonly Encoding[],
): Promise<{ readonly file: string; readonly encoding: Encoding['name'] | null } | null> {
  const plain = await fileInside(folder, names);
  if (plain === null) return null;
  for (const { name, extension } of encodings) {
    // Looked for beside the name that was asked for, and held to the same rules as every other file.
    const file = await fileInside(folder, [...names.slice(0, -1), `${names.at(-1)}${extension}`]);
    if (file !== null) return { file, encoding: name };
  }
  return { file: plain, encoding: null };
}

/**
 * Reads the file of the built page that a path names; `/` is the page itself. Null where there is none.
 *
 * @param encodings how it may be compressed, best first; the build lays such files beside the plain ones
 */
export async function readPageFile(
  folder: string,
  path: string,
  encodings: readonly Encoding[] = [],
): Promise<PageFile | null> {
  const names = path === '/' ? ['index.html'] : pathNames(path);
  const best = names === null ? null : await bestFile(folder, names, encodings);
  if (names === null || best === null) return null;
  return {
    bytes: await readFile(best.file),
    type: TYPES.get(extname(names.at(-1) ?? '').toLowerCase()) ?? 'application/octet-stream',
    encoding: best.encoding,
    isHashed: HASHED.test(path),
  };
}
