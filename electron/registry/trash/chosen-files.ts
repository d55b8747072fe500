import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { diskName } from '../index/ignores-case.ts';
import { trashPath } from '../change/batch.ts';
import type { TrashedFile } from '../change/batch-files.ts';
import type { CleanError } from '../change/clean-error.ts';
import type { Site } from '../change/site.ts';

const composed = (path: string): string => path.normalize('NFC');

/**
 * The file of a batch that a path means which is none of theirs: the only one that differs from it in how accents are composed, which
 * nobody sees who types them, or in case where the disk that the trash lies on finds it so. Where two could be meant neither is: each
 * can be named as it is listed.
 */
function meantBy(site: Site, id: string, files: readonly TrashedFile[], path: string): TrashedFile | null {
  const near = files.filter((file) => diskName(composed(file.path)) === diskName(composed(path)));
  const same = near.filter((file) => composed(file.path) === composed(path));
  const [only, ...others] = same.length > 0 ? same : near;
  if (only === undefined || others.length > 0) return null;
  return same.length > 0 || site.fs.lstat(trashPath(site, id, path)).ok ? only : null;
}

/** The files of a batch that some paths name, in the order in which the batch lists them; refused where one names none. */
export function chosenFiles(
  site: Site,
  id: string,
  files: readonly TrashedFile[],
  paths: readonly WorkspacePath[],
): Result<TrashedFile[], CleanError> {
  const all = new Set(files.map(({ path }) => path));
  const chosen = new Set<WorkspacePath>();
  for (const path of paths) {
    const meant = all.has(path) ? path : meantBy(site, id, files, path)?.path;
    if (meant === undefined) {
      return fail({
        code: 'NOT_FOUND',
        message: `There is no file ${path} in ${id} of the trash.`,
        name: path,
      });
    }
    chosen.add(meant);
  }
  return ok(files.filter(({ path }) => chosen.has(path)));
}
