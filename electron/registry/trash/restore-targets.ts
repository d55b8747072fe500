import { basename, dirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { replaceDurably } from '../files/durable-file.ts';
import { isGone, type FileError } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { rulesAt } from '../layouts/layouts.ts';
import { batchFolder, trashPath } from '../change/batch.ts';
import type { TrashedFile } from '../change/batch-files.ts';
import { targetsFile, readTargets } from '../change/restore-targets-text.ts';
import { sameBytes } from '../change/file-bytes.ts';
import type { PlanEntry } from '../change/plan.ts';
import { seal } from '../change/sealed-text.ts';
import type { Site } from '../change/site.ts';

/** Where the folders of pipelines go back to, by where they were: beside it where that was taken. */
export type Targets = ReadonlyMap<WorkspacePath, WorkspacePath>;

/** What was chosen before, so that work that was cut off goes on with it. */
function chosenBefore(site: Site, id: string): Map<WorkspacePath, WorkspacePath> {
  const pairs = readTargets(site.fs, targetsFile(batchFolder(site, id)));
  // A batch with choices that lead anywhere else is damaged, and never gets here.
  return new Map(typeof pairs === 'string' ? [] : pairs);
}

/** Whether a file of the batch would meet other bytes where it goes back to: its old place, where nothing else is said. */
export function isTaken(
  site: Site,
  id: string,
  { path, stamp }: TrashedFile,
  target: WorkspacePath = path,
): Result<boolean, FileError> {
  const there = site.fs.lstat(systemPath(site.root, target));
  if (!there.ok) return isGone(there.error) ? ok(false) : there;
  if (there.value.kind !== 'file' || there.value.size !== stamp.size) return ok(true);
  const same = sameBytes(site.fs, trashPath(site, id, path), systemPath(site.root, target));
  return same.ok ? ok(!same.value) : same;
}

/**
 * Chooses where the folders of some files' pipelines go back to: each to its old place, or where a pipeline that lives there by
 * now would meet them, beside it under a free number, whole. Choices are kept on the disk before anything moves.
 */
export function chooseTargets(
  site: Site,
  id: string,
  files: readonly TrashedFile[],
): Result<Targets, FileError> {
  const chosen = chosenBefore(site, id);
  let isNew = false;
  for (const file of files) {
    const folder = file.entry?.folder ?? null;
    if (folder === null) continue;
    // What was chosen before may be taken by now too.
    const taken = isTaken(site, id, file, targetOf(chosen, file));
    if (!taken.ok) return fail(taken.error);
    if (!taken.value) continue;
    const free = rulesAt(folder).freeFolder(site, dirname(folder), basename(folder), chosen.values());
    if (!free.ok) return free;
    chosen.set(folder, free.value);
    isNew = true;
  }
  if (!isNew) return ok(chosen);
  const bytes = seal(JSON.stringify([...chosen]));
  const kept = replaceDurably(site.fs, targetsFile(batchFolder(site, id)), bytes, site.unique());
  return kept.ok ? ok(chosen) : kept;
}

/** Where a file goes back to. */
export function targetOf(targets: Targets, { path, entry }: TrashedFile): WorkspacePath {
  return placeOf(targets, path, entry);
}

/** The same by the path where it was, and what the journal says of it. */
export function placeOf(targets: Targets, path: WorkspacePath, entry: PlanEntry | null): WorkspacePath {
  const folder = entry?.folder ?? null;
  const beside = folder === null ? undefined : targets.get(folder);
  return folder === null || beside === undefined ? path : beside + path.slice(folder.length);
}
