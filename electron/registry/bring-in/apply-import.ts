import { dirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import { newBatchId } from '../change/batch.ts';
import type { Lock } from '../change/lock.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import { foldersOf } from '../change/move-entries.ts';
import type { Cancel, CleanProgress } from '../change/outcome.ts';
import { checkNothingInterrupted } from '../change/trash.ts';
import { lockLost, withLock } from '../change/with-lock.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { damagedAmong, DamagedBatch } from './damaged-batch.ts';
import { goingBundle, goingOf, isUnsent, journalOf, type Going } from './going.ts';
import {
  forgetImport,
  newImportId,
  removeOnTheirWay,
  sweepImports,
  writeImportJournal,
  type ImportedFile,
} from './import-journal.ts';
import { Importer } from './importer.ts';
import type { ImportPlan } from './import-plan.ts';
import { checkOpenToImports } from './open-to-imports.ts';
import { bytesToWrite } from './bytes-to-write.ts';

/** What an import did. */
export interface Imported {
  /** By which it can be undone; null where nothing went in. */
  readonly import_id: string | null;
  readonly manifests: readonly WorkspacePath[];
  /** Bundles that were copied. */
  readonly bundles: readonly WorkspacePath[];
  /** Files besides these. */
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly { readonly source: string; readonly reason: string }[];
  /** The batch of the trash with damaged files that were in the way; null where none was. */
  readonly trash_id: string | null;
  readonly isCancelled: boolean;
}

/** Space that is left free in any case, in bytes: for the journal and folders. */
const RESERVE = 16 * 1024 * 1024;

/** Runs that are not there yet, with the time of what changed last in them. */
function missingRuns({ site }: Cleaning, all: readonly Going[]): Map<WorkspacePath, number> {
  const runs = new Map<WorkspacePath, number>();
  for (const { kind, target, mtimeMs } of all) {
    const run = dirname(dirname(target));
    if (kind !== 'pipeline' || mtimeMs === null || site.fs.lstat(systemPath(site.root, run)).ok) continue;
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
  const free = checkNothingInterrupted(site);
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
  for (const bundle of plan.bundles.filter(({ isTaken }) => isTaken)) {
    const going = goingBundle(cleaning, bundle);
    if (going.ok) all.push(going.value);
    else importer.skip(bundle, `it can't be read: ${plainWords(going.error)}`);
  }
  const nothing: Imported = {
    import_id: null,
    manifests: [],
    bundles: [],
    files: 0,
    bytes: 0,
    skipped: importer.skipped,
    trash_id: null,
    isCancelled: false,
  };
  if (all.length === 0) return ok(nothing);
  const sized = [
    ...plan.items.flatMap(({ files, folderFiles, manifest }) => [
      ...files,
      ...folderFiles,
      ...(manifest === null ? [] : [manifest]),
    ]),
    ...plan.bundles.map(({ file }) => file),
  ];
  const sizes = new Map(sized.map(({ path, size }) => [path, size ?? 0]));
  const files = journalOf(all, ({ path }) => sizes.get(path) ?? 0);
  const inTheWay = damagedAmong(all.flatMap((each) => each.files));
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
      importer.skip(going, 'it was cancelled');
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
      importer.skip(going, 'it was cancelled');
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
  const { manifests, bundles, skipped, bytes } = importer;
  return ok({
    import_id: importer.paths.length === 0 ? null : id,
    manifests,
    bundles,
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
  const open = checkOpenToImports(cleaning);
  if (!open.ok) return open;
  const needed = bytesToWrite(plan.items, plan.bundles) + RESERVE;
  if (plan.freeBytes !== null && plan.freeBytes < needed) return fail(noSpace(plan, needed));
  return yield* withLock(cleaning.site, (lock) => applyLocked(cleaning, plan, lock, cancel));
}
