import { checkBareName } from '../../../shared/format/bare-name.ts';
import { sameBytes } from '../change/file-bytes.ts';
import type { Site } from '../change/site.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isPassedOver } from '../files/archive/entry-names.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';
import type { FolderFile } from './import-plan.ts';
import type { Tree } from './tree.ts';

/** Files beside a manifest that are taken along, at most; nirs4all writes a dozen. */
const MOST_FILES = 1000;

/** The files of a pipeline's folder that go along with its manifest, and how its `pipeline.json` was come by. */
export function folderFilesOf(
  source: {
    readonly tree: Tree;
    /** Null for a manifest that was made. */
    readonly folder: string | null;
    readonly isPipelineFolder: boolean;
  },
  manifest: Uint8Array,
  target: WorkspacePath,
): { readonly files: readonly FolderFile[]; readonly pipeline: 'brought' | 'derived' | 'none' } {
  const { tree, folder, isPipelineFolder } = source;
  // In any other folder, such as one of downloads, lie the files of others.
  const names = folder === null ? [] : isPipelineFolder ? tree.filesIn(folder) : [bringing.pipelineFile];
  const files: FolderFile[] = [];
  for (const name of names.slice(0, MOST_FILES)) {
    const path = `${target}/${name}`;
    if (checkBareName(name) !== null || isPassedOver(name) || rules.mayBeManifest(path)) continue;
    const brought = folder === null ? null : tree.look(tree.below(folder, name));
    if (brought === null) continue;
    files.push({
      path,
      size: brought.size,
      from: brought.file,
      bytes: null,
      mtimeMs: brought.mtimeMs,
      isSent: brought.isSent,
    });
  }
  if (files.some(({ path }) => path === `${target}/${bringing.pipelineFile}`))
    return { files, pipeline: 'brought' };
  const derived = bringing.pipelineFileOf(manifest);
  if (derived === null) return { files, pipeline: 'none' };
  files.push({
    path: `${target}/${bringing.pipelineFile}`,
    size: derived.length,
    from: null,
    bytes: derived,
    mtimeMs: null,
    isSent: true,
  });
  return { files, pipeline: 'derived' };
}

/** A file of a pipeline's folder, in another folder. */
export function movedTo<File extends FolderFile>(file: File, from: string, to: string): File {
  return { ...file, path: to + file.path.slice(from.length) };
}

/** Whether the same bytes lie in the workspace already where a file is to go. */
export function holdsSame({ fs, root }: Site, { path, size, from, bytes }: FolderFile): boolean {
  const there = systemPath(root, path);
  const stamp = fs.lstat(there);
  if (!stamp.ok || stamp.value.kind !== 'file' || stamp.value.size !== size) return false;
  if (from !== null) {
    const same = sameBytes(fs, from, there);
    return same.ok && same.value;
  }
  const read = fs.read(there);
  return read.ok && bytes !== null && Buffer.from(read.value).equals(bytes);
}
