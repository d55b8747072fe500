import { farAheadNs, type FileSystem } from '../../../files/file-system.ts';
import { joinPath } from '../../../files/paths.ts';
import { copyAt, eventOf, meaningOf, takesOtherNames } from './copies.ts';
import { Looker, type Folder } from './looker.ts';
import { isManifestName } from './manifest-name.ts';
import { kindAt } from './role.ts';
import { isClutter } from './system-folder.ts';
import { walkPipeline } from './walk-pipeline.ts';
import type { StoredFile, WalkEvent } from '../../../index/walk-event.ts';

/** Entries of one folder between two pauses: some 2 ms of work. */
const PAUSE_EVERY = 256;

/** Lists one folder, reports what is in it, and queues its sub-folders. */
function* walkFolder(looker: Looker, folder: Folder, pending: Folder[]): Generator<WalkEvent, void> {
  const { path, role } = folder;
  const entries = looker.list(path);
  if (entries === null) return;
  const stored = role.kind === 'binaries' || role.kind === 'run-binaries';
  const otherNames = !stored && takesOtherNames(path, entries);
  const files: StoredFile[] = [];
  const folders: Folder[] = [];
  for (const [number, entry] of entries.entries()) {
    if ((number + 1) % PAUSE_EVERY === 0) yield { type: 'pause' };
    if (role.kind === 'root' && entry.name === '.stemma') continue;
    const child = joinPath(path, entry.name);
    if (!stored && entry.name === '.git') {
      yield { type: 'unopened', path: child.toWellFormed(), what: 'git' };
      continue;
    }
    const isManifest = isManifestName(entry.name);
    const ofStore = isManifest ? 'manifest' : null;
    const meaning = stored ? ofStore : meaningOf(path, entry.name, otherNames);
    if (entry.kind === 'file' && !stored && meaning === null) continue;
    // Directly below binaries/ links stand for the folders of datasets; further down for stored files.
    const mayBeBroken = stored && role.owner !== '' && !isManifest;
    const found = looker.look(child, entry, stored || meaning !== null, mayBeBroken);
    if (found === null) continue;
    if (found.kind === 'folder') {
      const next = looker.enter(folder, child, entry);
      if (next !== null) folders.push(next);
      continue;
    }
    if (found.kind !== 'file') continue;
    if (stored) files.push(storedFile(found.file, folder));
    const event = meaning === null ? null : eventOf(looker, child, found.file, meaning, copyAt(kindAt(role)));
    if (event !== null) yield event;
  }
  // The last is walked first: manifests before stored files, so that they can be read meanwhile.
  if (role.kind === 'root') {
    folders.sort((one, other) => Number(one.path !== 'binaries') - Number(other.path !== 'binaries'));
  }
  pending.push(...folders);
  if (role.kind === 'run') {
    const isEmpty = entries.every(({ name }) => isClutter(name));
    yield { type: 'run-folder', path: path.toWellFormed(), run: role.run.toWellFormed(), isEmpty };
  }
  if (stored) {
    // By a name that is no text nirs4all finds nothing.
    const isText = path.isWellFormed();
    const owner = role.owner.toWellFormed();
    yield {
      type: 'stored-folder',
      path: path.toWellFormed(),
      dataset: role.kind === 'binaries' && owner !== '' ? owner : null,
      run: role.kind === 'run-binaries' ? owner : null,
      isSearched: role.direct && isText,
      files,
    };
  }
}

function storedFile(file: StoredFile, { link }: Folder): StoredFile {
  const name = file.name.toWellFormed();
  return { ...file, name, link: link === 'none' ? file.link : link };
}

/**
 * Walks over a workspace and reports the folders of its stores with their files, every file named
 * `manifest.yaml` at any depth (where runs and copies lie also under other names, and archives), runs that stand empty, and what
 * can't be looked at. `.stemma/` is left out, and so is `.git`, which is reported. Iterative, so that no
 * depth matters; the caller may stop between any two events. A stored file that vanishes during the walk is left out;
 * a folder or a manifest that does is reported, for it may have moved to where the walk has been.
 *
 * @param root the workspace's folder as the user named it
 * @param realRoot the same with links resolved
 * @param nowMs milliseconds since 1970: files of times far behind it have wrong ones
 */
export function* walkWorkspace(
  fs: FileSystem,
  root: string,
  realRoot: string,
  nowMs: number,
): Generator<WalkEvent, void> {
  const looker = new Looker(fs, root, realRoot);
  const farAhead = farAheadNs(nowMs);
  const pending: Folder[] = [{ path: '', role: { kind: 'root' }, link: 'none', isLink: false }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    if (folder.role.kind === 'pipeline') yield* walkPipeline(looker, folder, pending, farAhead);
    else yield* walkFolder(looker, folder, pending);
    yield* looker.problems();
  }
}
