import { basename, sep } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { archiveKind } from '../files/archive/archive-kind.ts';
import type { UnpackedFile } from '../files/archive/staging.ts';
import type { FileSystem } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';
import { DiskTree, PackedTree, type Tree } from './tree.ts';

/** What somebody wants to bring in, and what was found in it. */
export interface FoundSource {
  /** As they named it. */
  readonly named: string;
  readonly tree: Tree;
  /** Paths in the tree of manifests, sorted. */
  readonly manifests: readonly string[];
  /** Why something in it is not looked at: a bundle, an archive below a folder, what can't be listed. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

const BUNDLE = /\.n4a(?:\.py)?$/i;

const MANIFEST = /\.ya?ml$/i;

/** More than these are no results that somebody carries home. */
const MOST_FILES = 2_000_000;

const BUNDLE_LEFT =
  'a bundle holds the files of a pipeline packed anew, without record or hash: nothing to be made a pipeline of. It needs nothing, and can be used where it lies';
const ARCHIVE_LEFT = 'an archive inside of what was named: name it by itself';

/** The manifests among the files of an archive, in a workspace those of its pipelines alone. */
function chosen(paths: readonly string[], separator: string): string[] {
  const all = paths.filter((path) => bringing.isManifestName(path.split(separator).at(-1) ?? ''));
  // Copies of a library name the files of pipelines that lie among the runs.
  const ofRuns = all.filter((path) => path.split(separator).slice(0, -2).includes(rules.runs));
  return (ofRuns.length > 0 ? ofRuns : all).toSorted();
}

/** What lies in an archive that was unpacked. */
export function sourceInArchive(named: string, files: readonly UnpackedFile[]): FoundSource {
  const bundles = files.filter(({ path }) => BUNDLE.test(path));
  return {
    named,
    tree: new PackedTree(named, files),
    manifests: chosen(
      files.map(({ path }) => path),
      '/',
    ),
    left: bundles.map(({ path }) => ({ path: `${named}/${path}`, reason: BUNDLE_LEFT })),
  };
}

/**
 * What lies at a path of this system: a manifest, or a folder with some anywhere below it. Links are not followed. Fails with the reason, the
 * end of a sentence, where there is nothing to look at.
 *
 * @param tree what lies there, where that is more than the disk holds
 */
export function sourceOnDisk(
  fs: FileSystem,
  path: string,
  tree: Tree = new DiskTree(fs),
): Result<FoundSource, string> {
  const stamp = fs.stat(path);
  if (!stamp.ok) return fail(plainWords(stamp.error));
  const real = fs.realPath(path);
  if (!real.ok) return fail(plainWords(real.error));
  if (stamp.value.kind === 'file') {
    if (BUNDLE.test(path))
      return ok({ named: path, tree, manifests: [], left: [{ path, reason: BUNDLE_LEFT }] });
    if (!MANIFEST.test(path)) return fail('it is no manifest: those end in .yaml');
    return ok({ named: path, tree, manifests: [real.value], left: [] });
  }
  if (stamp.value.kind !== 'folder') return fail('it is neither a file nor a folder');
  const manifests: string[] = [];
  const left: { path: string; reason: string }[] = [];
  const pending = [real.value];
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const listed = fs.list(folder);
    if (!listed.ok) {
      left.push({ path: folder, reason: `it can't be looked into: ${plainWords(listed.error)}` });
      continue;
    }
    for (const { name, kind } of listed.value) {
      seen += 1;
      if (seen > MOST_FILES) return fail(`it holds more than ${MOST_FILES} files`);
      const child = folder + sep + name;
      if (kind === 'folder' && name !== '.stemma' && name !== '.git') pending.push(child);
      else if (kind === 'link') left.push({ path: child, reason: 'a link, which is not followed' });
      else if (kind === 'file' && bringing.isManifestName(name)) manifests.push(child);
      else if (kind === 'file' && BUNDLE.test(name)) left.push({ path: child, reason: BUNDLE_LEFT });
      else if (kind === 'file' && archiveKind(name) !== null)
        left.push({ path: child, reason: ARCHIVE_LEFT });
    }
  }
  return ok({ named: path, tree, manifests: chosen(manifests, sep), left });
}

/** Whether a file of that name is something to bring in by itself. */
export function isSourceName(path: string): boolean {
  return MANIFEST.test(path) || BUNDLE.test(path) || isArchivePath(path);
}

/** Whether a path is that of an archive, which is unpacked before anything is looked for in it. */
export function isArchivePath(path: string): boolean {
  return archiveKind(basename(path)) !== null;
}
