import { dirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { givesSpace } from '../files/gives-space.ts';
import { isGone, type FileError, type FileStamp } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealFolder, isNowhere } from '../files/trust.ts';
import { filesFolder, trashPath, type Batch } from './batch.ts';
import { filesBelow } from '../files/folder-files.ts';
import { isSameFile } from './move.ts';
import type { Plan, PlanEntry } from './plan.ts';
import type { Site } from './site.ts';

/** A file that lies in the trash. */
export interface TrashedFile {
  /** Where it lay in the workspace. */
  readonly path: WorkspacePath;
  readonly stamp: FileStamp;
  /** What the journal says of it; null where that is lost. */
  readonly entry: PlanEntry | null;
}

/** Makes sure that all folders that hold files of a batch are real ones. A folder that is gone holds nothing. */
function checkFolders(site: Site, { id }: Batch, { entries }: Plan): Result<void, FileError> {
  for (const folder of new Set(entries.map(({ path }) => dirname(path)))) {
    const real = checkRealFolder(site.fs, trashPath(site, id, folder === '.' ? '' : folder));
    if (!real.ok && !isNowhere(real.error)) return real;
  }
  return ok(undefined);
}

/**
 * The files of a batch that are in the trash now. What counts is where files are: not all that the journal names was
 * moved, some may be back, and one that a crash left under both of its names counts as in its place in the workspace.
 */
export function trashedFiles(site: Site, batch: Batch): Result<TrashedFile[], FileError> {
  const { fs, root } = site;
  const { id, plan } = batch;
  if (plan === null) {
    const below = filesBelow(fs, filesFolder(site, id), '');
    // Work that ends a batch takes the folder away before the journal.
    if (!below.ok && below.error.path === '' && isGone(below.error)) return ok([]);
    if (!below.ok) return below;
    const link = below.value.find(({ stamp }) => stamp.kind === 'link');
    // No Stemma ever moved a link into the trash.
    if (link !== undefined) return fail({ code: 'ELOOP', message: `ELOOP: this is a link: ${link.path}` });
    return ok(below.value.map(({ path, stamp }) => ({ path, stamp, entry: null })));
  }
  const checked = checkFolders(site, batch, plan);
  if (!checked.ok) return checked;
  const files: TrashedFile[] = [];
  for (const entry of plan.entries) {
    const stamp = fs.lstat(trashPath(site, id, entry.path));
    if (!stamp.ok) {
      if (isNowhere(stamp.error)) continue;
      return stamp;
    }
    // Only a second name can be one in the workspace: for most files this saves a look.
    const here = stamp.value.links > 1 ? fs.lstat(systemPath(root, entry.path)) : null;
    if (here?.ok === true && isSameFile(here.value, stamp.value)) continue;
    files.push({ path: entry.path, stamp: stamp.value, entry });
  }
  return ok(files);
}

/** Whether the bytes of a file in the trash are those that were moved there; a copy of the workspace has other inodes. */
export function isUntouched({ stamp, entry }: TrashedFile): boolean {
  return (
    stamp.kind === 'file' &&
    (entry === null || (stamp.size === entry.size && stamp.mtimeNs === entry.mtimeNs))
  );
}

/** The sum of the sizes of some files, in bytes. */
export function bytesOf(files: readonly TrashedFile[]): number {
  return files.reduce((sum, { stamp }) => sum + stamp.size, 0);
}

/** What removing some files gives back to the disk: those with one name only. */
export function freedBy(files: readonly TrashedFile[]): number {
  return bytesOf(files.filter(({ stamp }) => givesSpace(stamp)));
}
