import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import { dirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isFull, writeError, type CleanError } from '../change/clean-error.ts';
import { hashFile } from '../change/file-bytes.ts';
import { newBatchId } from '../change/batch.ts';
import type { Lock } from '../change/lock.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import { foldersOf } from '../change/move-entries.ts';
import type { Cancel, CleanProgress } from '../change/outcome.ts';
import { checkNotInterrupted, readStates } from '../change/trash.ts';
import { lockLost, withLock } from '../change/with-lock.ts';
import type { FileError } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { bringingRules as rules } from '../layouts/layouts.ts';
import { damagedAmong, DamagedBatch } from './damaged-batch.ts';
import {
  forgetImport,
  importFolder,
  newImportId,
  removeOnTheirWay,
  sweepImports,
  writeImportJournal,
  type ImportedFile,
} from './import-journal.ts';
import type { FolderFile, ImportFile, ImportItem, ImportPlan } from './import-plan.ts';
import { bytesToWrite } from './make-import-plan.ts';
import { putFile, type Putting } from './put-file.ts';

/** What an import did. */
export interface Imported {
  /** By which it can be undone; null where nothing went in. */
  readonly import_id: string | null;
  readonly manifests: readonly WorkspacePath[];
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly { readonly source: string; readonly reason: string }[];
  /** The batch of the trash with damaged files that were in the way; null where none was. */
  readonly trash_id: string | null;
  readonly isCancelled: boolean;
}

/** One manifest with all that goes in with it, in the order in which that is written: the manifest last. */
interface Going {
  readonly item: ImportItem;
  readonly target: WorkspacePath;
  readonly puttings: readonly Putting[];
}

/** Space that is left free in any case, in bytes: for the journal and folders. */
const RESERVE = 16 * 1024 * 1024;

function ofFolder(
  cleaning: Cleaning,
  { path, from, bytes, mtimeMs }: FolderFile,
): Result<Putting, FileError> {
  if (bytes !== null)
    return ok({ path, from: bytes, sha256: createHash('sha256').update(bytes).digest('hex'), mtimeMs });
  const sha256 = hashFile(cleaning.site.fs, from ?? '');
  return sha256.ok ? ok({ path, from: from ?? '', sha256: sha256.value, mtimeMs }) : sha256;
}

/** All that a manifest brings, each with its hash. */
function goingOf(cleaning: Cleaning, item: ImportItem): Result<Going, FileError> {
  const puttings: Putting[] = item.files.flatMap(({ path, status, sha256, from, mtimeMs }) =>
    status === 'copy' && sha256 !== null && from !== null ? [{ path, from, sha256, mtimeMs }] : [],
  );
  const own = item.manifest === null ? item.folderFiles : [...item.folderFiles, item.manifest];
  for (const file of own) {
    const putting = ofFolder(cleaning, file);
    if (!putting.ok) return putting;
    puttings.push(putting.value);
  }
  return ok({ item, target: item.manifest?.path ?? '', puttings });
}

/** Whether the place of a pipeline is as the plan saw it: nothing lies there but files that are brought, which are compared one by one. */
function isFree({ site }: Cleaning, { target, puttings }: Going): boolean {
  const folder = dirname(target);
  const listed = site.fs.list(systemPath(site.root, folder));
  const brought = new Set(puttings.map(({ path }) => path));
  return (
    !listed.ok ||
    listed.value.every(({ name }) => brought.has(`${folder}/${name}`) && `${folder}/${name}` !== target)
  );
}

/** Brings in what the items of a plan bring, under the lock. */
class Importer {
  readonly #cleaning: Cleaning;
  readonly #id: string;
  readonly #put = new Set<WorkspacePath>();
  readonly manifests: WorkspacePath[] = [];
  readonly skipped: { source: string; reason: string }[] = [];
  bytes = 0;
  /** What of the workspace makes way. */
  damaged: DamagedBatch | null = null;
  #asides = 0;

  constructor(cleaning: Cleaning, id: string) {
    this.#cleaning = cleaning;
    this.#id = id;
  }

  get files(): number {
    return this.#put.size - this.manifests.length;
  }

  get paths(): WorkspacePath[] {
    return [...this.#put];
  }

  skip({ source }: ImportItem, reason: string): void {
    this.skipped.push({ source, reason });
  }

  /** Puts the files of one manifest, and the manifest last; what can't be put keeps the manifest out. Fails where nothing more can be. */
  *bring(going: Going): Generator<Putting, Result<void, FileError>> {
    const { site } = this.#cleaning;
    const { item, target, puttings } = going;
    if (!isFree(this.#cleaning, going)) {
      this.skip(item, 'something lies in its place by now');
      return ok(undefined);
    }
    const gone = item.files.find((file) => file.status === 'present' && !this.#isThere(file));
    if (gone !== undefined) {
      this.skip(item, `${gone.path}, which it needs, is no longer there`);
      return ok(undefined);
    }
    for (const putting of puttings) {
      const { path } = putting;
      yield putting;
      if (this.#put.has(path)) continue;
      if (rules.isManifest(path)) this.#syncFolders(puttings);
      this.#asides += 1;
      const aside = `${importFolder(site, this.#id)}${sep}${this.#asides}.tmp`;
      const done = putFile(site, aside, { ...putting, ...this.#placeOf(path) });
      if (!done.ok || !done.value) {
        this.skip(
          item,
          done.ok
            ? `other bytes lie at ${path} by now`
            : `${path} can't be written: ${plainWords(done.error)}`,
        );
        return !done.ok && (isFull(done.error) || done.error.code === 'EROFS') ? done : ok(undefined);
      }
      this.#put.add(path);
      const size = site.fs.lstat(systemPath(site.root, path));
      if (size.ok) this.bytes += size.value.size;
    }
    this.manifests.push(target);
    return ok(undefined);
  }

  #placeOf(path: WorkspacePath): Pick<Putting, 'place'> {
    const { damaged } = this;
    if (damaged?.takes(path) !== true) return {};
    return { place: { free: () => damaged.takeAway(path), takeBack: () => damaged.putBack(path) } };
  }

  /** Whether a stored file that the plan found here still is: others may have moved it since. */
  #isThere({ path, size }: ImportFile): boolean {
    const { fs, root } = this.#cleaning.site;
    const stamp = fs.stat(systemPath(root, path));
    return stamp.ok && stamp.value.kind === 'file' && (size === null || stamp.value.size === size);
  }

  /** Before a manifest is there, all that it names is, on the disk too. */
  #syncFolders(puttings: readonly Putting[]): void {
    const { fs, root } = this.#cleaning.site;
    for (const folder of foldersOf(puttings.map(({ path }) => path))) fs.syncFolder(systemPath(root, folder));
  }
}

/** Whether something of it did not come yet. */
function isUnsent({ files, folderFiles }: ImportItem): boolean {
  return files.some(({ status }) => status === 'unsent') || folderFiles.some(({ isSent }) => !isSent);
}

/** What a file is to the pipeline whose manifest goes to `target`. */
function kindOf(path: WorkspacePath, target: WorkspacePath): ImportedFile['kind'] {
  if (path === target) return 'manifest';
  return dirname(path) === dirname(target) ? 'folder' : 'stored';
}

function journalOf(all: readonly Going[], sizeOf: (putting: Putting) => number): ImportedFile[] {
  const files = new Map<WorkspacePath, ImportedFile>();
  for (const { target, puttings } of all) {
    for (const putting of puttings) {
      const { path, sha256 } = putting;
      files.set(path, { path, size: sizeOf(putting), sha256, kind: kindOf(path, target) });
    }
  }
  return [...files.values()];
}

/** Runs that are not there yet, with the time of what changed last in them. */
function missingRuns({ site }: Cleaning, all: readonly Going[]): Map<WorkspacePath, number> {
  const runs = new Map<WorkspacePath, number>();
  for (const { item, target } of all) {
    const run = dirname(dirname(target));
    const mtimeMs = item.manifest?.mtimeMs ?? null;
    if (mtimeMs === null || site.fs.lstat(systemPath(site.root, run)).ok) continue;
    runs.set(run, Math.max(mtimeMs, runs.get(run) ?? 0));
  }
  return runs;
}

function noSpace(plan: ImportPlan, needed: number): CleanError {
  const message = `There is not enough space: ${needed} bytes are needed, ${plan.freeBytes} are free. Nothing was brought in.`;
  return { code: 'NO_SPACE', message, needed_bytes: needed, needed_files: null, trash_bytes: 0 };
}

function* applyLocked(
  cleaning: Cleaning,
  plan: ImportPlan,
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Imported, CleanError>> {
  const { site } = cleaning;
  const states = readStates(site);
  if (!states.ok) return states;
  const free = checkNotInterrupted(states.value);
  if (!free.ok) return free;
  sweepImports(site);
  yield* lookAgain(cleaning);
  const id = newImportId(site);
  const importer = new Importer(cleaning, id);
  const all: Going[] = [];
  for (const item of plan.items) {
    if (!item.isTaken || item.manifest === null) continue;
    if (isUnsent(item)) {
      importer.skip(item, 'files of it have not been sent');
      continue;
    }
    const going = goingOf(cleaning, item);
    if (going.ok) all.push(going.value);
    else importer.skip(item, `its files can't be read: ${plainWords(going.error)}`);
  }
  const nothing: Imported = {
    import_id: null,
    manifests: [],
    files: 0,
    bytes: 0,
    skipped: importer.skipped,
    trash_id: null,
    isCancelled: false,
  };
  if (all.length === 0) return ok(nothing);
  const sizes = new Map(
    plan.items.flatMap(({ files, folderFiles, manifest }) =>
      [...files, ...folderFiles, ...(manifest === null ? [] : [manifest])].map(
        ({ path, size }) => [path, size ?? 0] as const,
      ),
    ),
  );
  const files = journalOf(all, ({ path }) => sizes.get(path) ?? 0);
  const inTheWay = damagedAmong(all.flatMap(({ item }) => item.files));
  const trashId = inTheWay.length === 0 ? null : newBatchId(site);
  const written = writeImportJournal(site, { id, timeMs: site.now(), files, trashId });
  const prepared =
    written.ok && trashId !== null ? DamagedBatch.prepare(cleaning, trashId, inTheWay) : written;
  if (!prepared.ok) {
    forgetImport(site, id);
    return prepared;
  }
  importer.damaged = prepared.value ?? null;
  const done = yield* bringAll(cleaning, plan, importer, { id, all, files, lock, cancel });
  const settled = importer.damaged === null || !lock.isHeld() ? ok(undefined) : importer.damaged.finish();
  return done.ok && !settled.ok ? settled : done;
}

/** Brings all of it in, as far as that goes; what was written down tells what was going to be there. */
function* bringAll(
  cleaning: Cleaning,
  plan: ImportPlan,
  importer: Importer,
  {
    id,
    all,
    files,
    lock,
    cancel,
  }: {
    readonly id: string;
    readonly all: readonly Going[];
    readonly files: readonly ImportedFile[];
    readonly lock: Lock;
    readonly cancel: Cancel;
  },
): Generator<CleanProgress, Result<Imported, CleanError>> {
  const { site } = cleaning;
  const newRuns = missingRuns(cleaning, all);
  let isCancelled = false;
  let done = 0;
  for (const going of all) {
    if (isCancelled) {
      importer.skip(going.item, 'it was cancelled');
      continue;
    }
    const bringing = importer.bring(going);
    let step = bringing.next();
    for (; step.done !== true; step = bringing.next()) {
      yield {
        phase: 'move',
        files: done,
        total_files: files.length,
        bytes: importer.bytes,
        total_bytes: plan.bytes,
      };
      done += 1;
      if (!lock.isHeld()) return lockLost(site, id);
      if (!cancel.aborted) continue;
      isCancelled = true;
      bringing.return(ok(undefined));
      importer.skip(going.item, 'it was cancelled');
      break;
    }
    if (step.done === true && !step.value.ok) {
      removeOnTheirWay(site, id);
      return fail(writeError(step.value.error, site.root));
    }
  }
  for (const folder of foldersOf(importer.paths)) site.fs.syncFolder(systemPath(site.root, folder));
  // Of runs with a date in their names nirs4all takes the one that changed last.
  for (const [run, mtimeMs] of newRuns) site.fs.touch(systemPath(site.root, run), mtimeMs);
  if (importer.paths.length === 0) forgetImport(site, id);
  const { manifests, skipped, bytes } = importer;
  return ok({
    import_id: importer.paths.length === 0 ? null : id,
    manifests,
    files: importer.files,
    bytes,
    skipped,
    trash_id: importer.damaged?.taken ?? null,
    isCancelled,
  });
}

/**
 * Brings in what a plan takes: stored files first, each manifest last, nothing ever replaced. A crash leaves files that no manifest names, never a
 * manifest without its files; what was written down first tells all of them, so that they can be taken back (`undo-import.ts`).
 */
export function* applyImport(
  cleaning: Cleaning,
  plan: ImportPlan,
  cancel: Cancel,
): Generator<CleanProgress, Result<Imported, CleanError>> {
  const needed = bytesToWrite(plan.items) + RESERVE;
  if (plan.freeBytes !== null && plan.freeBytes < needed) return fail(noSpace(plan, needed));
  return yield* withLock(cleaning.site, (lock) => applyLocked(cleaning, plan, lock, cancel));
}
