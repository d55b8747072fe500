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
  /** Paths in the tree of what may be exported artifacts; looked at only where there is no manifest. */
  readonly documents: readonly string[];
  /** Paths in the tree of bundles, which are copied whole or not at all. */
  readonly bundles: readonly string[];
  /** Why something in it is not looked at: an archive below a folder, what can't be listed. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

/** A path of a source that is read: of a manifest, or of what may be exported artifacts. */
interface FoundPath {
  readonly tree: Tree;
  readonly path: string;
  /** Whether it must be one of these: else somebody else's file is passed over. */
  readonly isChosen: boolean;
  /** How many its source has. */
  readonly among: number;
}

/** All that is read of some sources, in order. */
export function* pathsIn(sources: readonly FoundSource[]): Generator<FoundPath, void> {
  for (const { tree, manifests, documents } of sources) {
    const paths = [...manifests, ...documents];
    const isChosen = manifests.length > 0;
    for (const path of paths) yield { tree, path, isChosen, among: paths.length };
  }
}

/** More than these are no results that somebody carries home. */
const MOST_FILES = 2_000_000;

const ARCHIVE_LEFT = 'an archive inside of what was named: name it by itself';

/** The manifests among the files of an archive, in a workspace those of its pipelines alone. */
function chosen(paths: readonly string[], separator: string): string[] {
  const all = paths.filter((path) => bringing.isManifestName(path.split(separator).at(-1) ?? ''));
  // Copies of a library name the files of pipelines that lie among the runs.
  const ofRuns = all.filter((path) => path.split(separator).slice(0, -2).includes(rules.runs));
  return (ofRuns.length > 0 ? ofRuns : all).toSorted();
}

/** Documents that are looked at, at most. */
const MOST_DOCUMENTS = 100;

/** Whether a file may hold exported artifacts. */
export function isDocumentName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name);
}

/** Those that may be exported artifacts, at the top or in the one folder there: such lie beside their files, not deep below. */
function documentsAmong(paths: readonly string[]): string[] {
  const top = paths.filter((path) => path.split('/').length <= 2 && isDocumentName(path));
  return top.toSorted().slice(0, MOST_DOCUMENTS);
}

/** What lies in an archive that was unpacked. */
export function sourceInArchive(named: string, files: readonly UnpackedFile[]): FoundSource {
  const paths = files.map(({ path }) => path);
  const manifests = chosen(paths, '/');
  return {
    named,
    tree: new PackedTree(named, files),
    manifests,
    documents: manifests.length > 0 ? [] : documentsAmong(paths),
    bundles: paths.filter((path) => bringing.isBundleName(path)),
    left: [],
  };
}

/**
 * What lies at a path of this system: a manifest, or a folder with some anywhere below it. Links are not followed. Yields after each folder how
 * many names it has seen. Fails with the reason, the end of a sentence, where there is nothing to look at.
 *
 * @param tree what lies there, where that is more than the disk holds
 */
export function* sourceOnDisk(
  fs: FileSystem,
  path: string,
  tree: Tree = new DiskTree(fs),
): Generator<number, Result<FoundSource, string>> {
  const stamp = fs.stat(path);
  if (!stamp.ok) return fail(plainWords(stamp.error));
  const real = fs.realPath(path);
  if (!real.ok) return fail(plainWords(real.error));
  if (stamp.value.kind === 'file') {
    const none = { named: path, tree, manifests: [], documents: [], bundles: [], left: [] };
    if (bringing.isBundleName(path)) return ok({ ...none, bundles: [real.value] });
    if (!isDocumentName(path)) return fail('it is no manifest: those end in .yaml');
    return ok({ ...none, manifests: [real.value] });
  }
  if (stamp.value.kind !== 'folder') return fail('it is neither a file nor a folder');
  const manifests: string[] = [];
  const bundles: string[] = [];
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
      else if (kind === 'file' && bringing.isBundleName(name)) bundles.push(child);
      else if (kind === 'file' && archiveKind(name) !== null)
        left.push({ path: child, reason: ARCHIVE_LEFT });
    }
    yield seen;
  }
  const documents =
    manifests.length > 0
      ? []
      : documentsAmong(tree.filesIn(real.value)).map((name) => real.value + sep + name);
  return ok({ named: path, tree, manifests: chosen(manifests, sep), documents, bundles, left });
}

/** Whether a file of that name is something to bring in by itself. */
export function isSourceName(path: string): boolean {
  return isDocumentName(path) || bringing.isBundleName(path) || isArchivePath(path);
}

/** Whether a path is that of an archive, which is unpacked before anything is looked for in it. */
export function isArchivePath(path: string): boolean {
  return archiveKind(basename(path)) !== null;
}
