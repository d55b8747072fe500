import { dirname } from 'node:path/posix';
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanProgress } from '../change/outcome.ts';
import type { Site } from '../change/site.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { bringing } from '../layouts/layouts.ts';
import { checkFolderPath } from './target.ts';
import { itemsOf, readOut, type ExportedItems, type ReadOut } from './export-items.ts';
import { StoredFinder } from './find-stored.ts';
import { DiskTree } from './tree.ts';

/** A file that is taken out, and where it goes in the folder or archive. */
export interface OutgoingFile {
  /** As in the workspace, so that what comes out is one in small. */
  readonly path: WorkspacePath;
  /** Where its bytes are, a path of this system, or the bytes themselves. */
  readonly from: string | Uint8Array;
  readonly size: number;
  /** Of its bytes, in hex; null where nobody says it. */
  readonly sha256: string | null;
  readonly mtimeMs: number | null;
}

/** A stored file that can't be taken along. */
export interface Lacking {
  readonly manifest: WorkspacePath;
  readonly path: WorkspacePath;
  /** It is not there; its bytes are not those that the manifest states; it lies behind a link. */
  readonly reason: 'missing' | 'wrong-hash' | 'outside';
}

/** Pipelines with all that they need, to be carried elsewhere. */
export interface Outgoing {
  readonly items: ExportedItems;
  /** Manifests last, each path once. */
  readonly files: readonly OutgoingFile[];
  readonly lacking: readonly Lacking[];
}

/** A pipeline that can't be taken out, and why. */
export interface CannotTakeOut {
  readonly path: WorkspacePath;
  readonly reason: string;
}

/** The files of a pipeline's own folder, its manifest left out. */
function besideOf({ fs, root }: Site, manifest: WorkspacePath): OutgoingFile[] {
  const tree = new DiskTree(fs);
  const folder = dirname(manifest);
  return tree.filesIn(systemPath(root, folder)).flatMap((name): OutgoingFile[] => {
    const path = `${folder}/${name}`;
    const file = path === manifest ? null : tree.look(systemPath(root, path));
    if (file === null || checkFolderPath(path) !== null) return [];
    return [{ path, from: file.file, size: file.size, sha256: null, mtimeMs: file.mtimeMs }];
  });
}

function manifestFile({ fs, root }: Site, { path, bytes }: ReadOut): OutgoingFile {
  const stamp = fs.lstat(systemPath(root, path));
  const mtimeMs = stamp.ok ? Number(stamp.value.mtimeNs / 1_000_000n) : null;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, from: bytes, size: bytes.length, sha256, mtimeMs };
}

/**
 * Gathers some pipelines as they are now, byte for byte, with the files of their folders and the stored files that they name. What is missing
 * or damaged is told and stays behind. Changes nothing.
 */
export function* gatherOutgoing(
  site: Site,
  manifests: readonly WorkspacePath[],
): Generator<CleanProgress, Result<Outgoing, CannotTakeOut>> {
  const finder = new StoredFinder(site);
  const all: ReadOut[] = [];
  const files = new Map<WorkspacePath, OutgoingFile>();
  const lacking = new Map<WorkspacePath, Lacking>();
  for (const [place, path] of manifests.entries()) {
    yield { phase: 'look', files: place, total_files: manifests.length, bytes: 0, total_bytes: 0 };
    const read = readOut(site.fs, site.root, path);
    if (!read.ok) return fail({ path, reason: read.error });
    const { dataset, items } = read.value.manifest;
    const unsafe = dataset === null ? 'it names none' : checkFolderPath(dataset);
    if (dataset === null || unsafe !== null) return fail({ path, reason: `its dataset: ${unsafe}` });
    all.push(read.value);
    const run = bringing.runOf(dirname(path).split('/'), dataset);
    for (const item of items) {
      const there = finder.here(item, dataset, run);
      if (there === null) continue;
      if (there.status === 'present')
        files.set(there.path, {
          path: there.path,
          from: systemPath(site.root, there.path),
          size: there.size ?? 0,
          sha256: there.sha256,
          mtimeMs: there.mtimeMs,
        });
      else
        lacking.set(there.path, {
          manifest: path,
          path: there.path,
          reason: there.status === 'missing' || there.status === 'wrong-hash' ? there.status : 'outside',
        });
    }
    for (const file of besideOf(site, path)) files.set(file.path, file);
  }
  for (const read of all) {
    const file = manifestFile(site, read);
    files.set(file.path, file);
  }
  return ok({ items: itemsOf(all), files: [...files.values()], lacking: [...lacking.values()] });
}
