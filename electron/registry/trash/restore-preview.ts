import type { TrashedFile } from '../../../shared/api/deletion/trash-parts.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { chosenFiles } from './chosen-files.ts';
import { isTaken } from './restore-targets.ts';
import type { CleanError } from '../change/clean-error.ts';
import { writeError } from '../change/clean-error.ts';
import type { Site } from '../change/site.ts';
import { filesOf, findBatch } from '../change/trash.ts';

/** A file that putting back would see to. */
export interface ReturningFile {
  readonly path: WorkspacePath;
  readonly size: number;
  /**
   * Whether other bytes lie in its place: a stored file then stays in the trash (`conflict`), a pipeline's folder goes
   * beside the one that lives there by now, whole (`beside`).
   */
  readonly clash: TrashedFile['clash'];
}

/** What putting a batch, or some files of it, back would do; changes nothing. No paths mean all of it. */
export function previewRestore(
  site: Site,
  id: string,
  paths: readonly WorkspacePath[],
): Result<ReturningFile[], CleanError> {
  const batch = findBatch(site, id);
  if (!batch.ok) return batch;
  const files = filesOf(site, batch.value);
  if (!files.ok) return files;
  const named = paths.length === 0 ? files : chosenFiles(site, id, files.value, paths);
  if (!named.ok) return named;
  const chosen = named.value;
  const takenFolders = new Set<WorkspacePath>();
  const taken = new Set<WorkspacePath>();
  for (const file of chosen) {
    const is = isTaken(site, id, file);
    if (!is.ok) return fail(writeError(is.error, site.trash));
    if (!is.value) continue;
    taken.add(file.path);
    const folder = file.entry?.folder ?? null;
    if (folder !== null) takenFolders.add(folder);
  }
  return ok(
    chosen.map(({ path, stamp, entry }) => {
      const folder = entry?.folder ?? null;
      const clash = folder === null ? taken.has(path) : takenFolders.has(folder);
      return { path, size: stamp.size, clash: clash ? (folder === null ? 'conflict' : 'beside') : null };
    }),
  );
}
