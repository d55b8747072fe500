import { createHash } from 'node:crypto';
import { basename } from 'node:path/posix';
import { writtenAt, type Entry, type FileStamp } from '../../../files/file-system.ts';
import { joinPath, type WorkspacePath } from '../../../files/paths.ts';
import { copyAt, eventOf, meaningOf, type FileMeaning } from './copies.ts';
import type { Folder, Looker } from './looker.ts';
import { isManifestName, isManifestUnderOtherName, PIPELINE_FILE } from './manifest-name.ts';
import type { Role } from './role.ts';
import { isClutter } from './system-folder.ts';
import type { FolderTotals, StoredFile, WalkEvent } from '../../../index/walk-event.ts';

const NO_MANIFEST =
  'This folder of a pipeline holds files and no manifest. nirs4all writes that first, so it is lost, or not there yet. If the pipeline is gone for good, count the folder as empty.';

/** `NNNN_<name>_<hash6>`; what `retrain` leaves beside its own has eight digits. */
const PIPELINE_FOLDER = /^\d{4,}_(?:.+_)?[0-9a-f]{6,8}$/s;

interface Mutable {
  files: number;
  bytes: number;
  newestNs: bigint;
}

function looksLikePipeline(path: WorkspacePath, entries: readonly Entry[]): boolean {
  return PIPELINE_FOLDER.test(basename(path)) || entries.some(({ name }) => name === PIPELINE_FILE);
}

/**
 * The role of a folder that lies where pipelines do and is none: a dataset may have `/` in its name, which makes folders of
 * runs in folders. Null for pipelines, and behind links, which could lead in circles.
 */
function asDeepRun(
  folder: Folder,
  role: Role & { kind: 'pipeline' },
  entries: readonly Entry[],
): Role | null {
  if (folder.isLink || !entries.some(({ kind }) => kind !== 'file')) return null;
  if (entries.some(({ name }) => isManifestName(name) || isManifestUnderOtherName(name))) return null;
  if (looksLikePipeline(folder.path, entries)) return null;
  return { kind: 'run', run: `${role.run}/${basename(folder.path)}`, deep: true };
}

/**
 * Walks a pipeline's own folder: its manifest, and the totals of all its files. Manifests further down, and those under other
 * names, are copies. `outer` takes folders that are not the pipeline's own.
 */
export function* walkPipeline(
  looker: Looker,
  folder: Folder,
  outer: Folder[],
  farAhead: bigint,
): Generator<WalkEvent, void> {
  const { role } = folder;
  if (role.kind !== 'pipeline') throw new Error(`${folder.path} is no folder of a pipeline.`);
  const top = looker.list(folder.path);
  if (top === null) return;
  const deepRun = asDeepRun(folder, role, top);
  if (deepRun !== null) {
    outer.push({ ...folder, role: deepRun });
    return;
  }
  // The run of a dataset with `/` in its name, on a disk that is not there, looks like this.
  const isEmptyRun = top.every(({ name }) => isClutter(name)) && !looksLikePipeline(folder.path, top);
  if (isEmptyRun && folder.path.isWellFormed()) {
    const run = `${role.run}/${basename(folder.path)}`;
    yield { type: 'run-folder', path: folder.path, run, isEmpty: true };
  }
  const totals: Mutable = { files: 0, bytes: 0, newestNs: 0n };
  const inner: WorkspacePath[] = [];
  const copies: { path: WorkspacePath; file: StoredFile; meaning: FileMeaning }[] = [];
  /** Names and sizes of files that a run leaves: what is there without a manifest. */
  const left: string[] = [];
  let primary: StoredFile | null = null;
  let pipelineFile: FileStamp | null = null;
  let path: WorkspacePath | undefined = folder.path;
  for (let entries: readonly Entry[] | null = top; path !== undefined;) {
    for (const entry of entries ?? []) {
      const child = joinPath(path, entry.name);
      if (entry.name === '.git') {
        yield { type: 'unopened', path: child.toWellFormed(), what: 'git' };
        continue;
      }
      const found = looker.look(child, entry, true, false);
      if (found === null || found.kind === 'other') continue;
      if (found.kind === 'folder') {
        // A link's target is not the pipeline's own: manifests in it count as copies, its bytes do not.
        const next = looker.enter(folder, child, entry);
        if (entry.kind !== 'link') inner.push(child);
        else if (next !== null) outer.push(next);
        continue;
      }
      const { stamp } = found.file;
      if (path === folder.path && entry.name === PIPELINE_FILE) pipelineFile = stamp;
      totals.files += 1;
      totals.bytes += stamp.size;
      const written = writtenAt(stamp, farAhead);
      if (written > totals.newestNs) totals.newestNs = written;
      const meaning = meaningOf(path, entry.name, true);
      if (meaning === null) {
        const isLeft = entry.kind === 'file' && !isClutter(entry.name) && child.isWellFormed();
        if (isLeft) left.push(`${child}\0${stamp.size}`);
      } else if (path === folder.path && entry.name === 'manifest.yaml') primary = found.file;
      else copies.push({ path: child, file: found.file, meaning });
    }
    path = inner.pop();
    entries = path === undefined ? null : looker.list(path);
  }
  const own: FolderTotals = totals;
  if (primary !== null) {
    const facts = role.deep
      ? ({ kind: 'other', run: null, deepRun: role.run, folder: own, pipelineFile } as const)
      : ({ kind: 'run', run: role.run, deepRun: null, folder: own, pipelineFile } as const);
    const event = eventOf(looker, joinPath(folder.path, 'manifest.yaml'), primary, 'manifest', facts);
    if (event !== null) yield event;
  } else if (
    left.length > 0 &&
    looksLikePipeline(folder.path, top) &&
    copies.every(({ meaning }) => meaning !== 'manifest')
  ) {
    const identity = createHash('sha256').update(left.toSorted().join('\0\0')).digest('hex');
    looker.note(folder.path, 'NO_MANIFEST', NO_MANIFEST, identity);
  }
  for (const copy of copies) {
    const event = eventOf(looker, copy.path, copy.file, copy.meaning, copyAt('other'));
    if (event !== null) yield event;
  }
}
