import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '../../shared/domain/result.ts';

/** What the system says of a path that leads to nothing. */
const NOTHING: ReadonlySet<string> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'EACCES',
  'EPERM',
  'ENAMETOOLONG',
]);

const GONE = 'It is not in the workspace any more.';
const ELSEWHERE = 'It leads out of the workspace.';

/**
 * The file behind a path in a folder, with links resolved, where it lies in that folder; else why not, for people. The page
 * that asks is not trusted with other files.
 */
export async function fileInside(folder: string, path: string): Promise<Result<string, string>> {
  if (path.includes('\0') || isAbsolute(path)) return fail(ELSEWHERE);
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    const way = relative(root, file);
    if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return fail(ELSEWHERE);
    return (await stat(file)).isFile() ? ok(file) : fail('It is no file.');
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING.has(String(error.code))) return fail(GONE);
    throw error;
  }
}
