import { LIBRARY_FOLDERS } from '../layouts/layouts.ts';
import type { ResultNote } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { FileError } from '../files/file-system.ts';
import {
  batchFolder,
  journalBytes,
  newBatchId,
  setState,
  trashPath,
  writeJournal,
  type Batch,
} from '../change/batch.ts';
import { isFull, writeError, type CleanError } from '../change/clean-error.ts';
import { keepDecisions } from '../change/decisions.ts';
import { looksBeforeMoving } from './last-look.ts';
import type { Lock } from '../change/lock.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import { foldersOf, makeTrashFolders, moveEntries, syncMoved, type Moved } from '../change/move-entries.ts';
import { skipped, type Cancel, type CleanProgress, type Skipped } from '../change/outcome.ts';
import type { Consent, Plan, PlanEntry } from '../change/plan.ts';
import { diskIgnoresCase } from '../files/ignores-case.ts';
import { diskName } from '../index/ignores-case.ts';
import { isNowhere } from '../files/trust.ts';
import { checkNotRunning } from './planning.ts';
import { thirdLook } from './third-look.ts';
import { pruneFiles, removeBatch } from '../change/clear-away.ts';
import { checkNothingInterrupted, trashBytes } from '../change/trash.ts';
import { lockLost, withLock } from '../change/with-lock.ts';

/** What applying a plan did. */
export interface Applied {
  /** The batch in the trash; null where nothing was moved. */
  readonly trash_id: string | null;
  readonly moved: readonly PlanEntry[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly ResultNote[];
  /** Whether it was cancelled on the way; what was moved can be undone. */
  readonly isCancelled: boolean;
}

/** Whether the user said yes to what a plan asks for. */
export function checkConsent(plan: Plan, consent: Consent): Result<void, CleanError> {
  const isConfirmed = [plan.consent.dataset, consent.dataset].includes(plan.subject);
  if (plan.kind === 'dataset' && !isConfirmed) {
    const name = plan.subject ?? '';
    const message = `All of the dataset ${name} would go. To say so, type its name: --confirm ${name}`;
    return fail({ code: 'NOT_CONFIRMED', message, name });
  }
  if (plan.breaks.length > 0 && !plan.consent.breaks && !consent.breaks) {
    const [first] = plan.breaks;
    const what =
      plan.breaks.length === 1
        ? `${first?.artifact_id ?? first?.manifest} would lose what it needs`
        : `${plan.breaks.length} artifacts would lose what they need`;
    return fail({ code: 'BREAKS', message: `${what}. If that may be: --break`, breaks: plan.breaks });
  }
  return checkNotRunning(plan, {
    ...consent,
    whileRunning: plan.consent.whileRunning || consent.whileRunning,
  });
}

/** The same agreement with the name of the dataset as the plan has it: on a disk that ignores case any spelling is that name. */
function asSpelled({ fs, root }: Cleaning['site'], { subject }: Plan, consent: Consent): Consent {
  const { dataset } = consent;
  if (dataset === null || subject === null || diskName(dataset) !== diskName(subject)) return consent;
  return diskIgnoresCase(fs, root, LIBRARY_FOLDERS) ? { ...consent, dataset: subject } : consent;
}

/** Room that a file system may take for one folder, in bytes. */
const FOLDER_BYTES = 4096;

function cannotPrepare(cleaning: Cleaning, plan: Plan, error: FileError): CleanError {
  return isFull(error) ? noSpace(cleaning, plan) : writeError(error, cleaning.site.trash);
}

/** Says how much is needed, and what emptying would give. */
function noSpace({ site }: Cleaning, plan: Plan): CleanError {
  const folders = foldersOf(plan.entries.map(({ path }) => path)).length + 2;
  const needed = journalBytes(plan).length + folders * FOLDER_BYTES;
  const freed = trashBytes(site);
  const free = site.fs.freeFiles(site.root);
  const files = free.ok && free.value !== null && free.value < folders + 1 ? folders + 1 : null;
  const empty = freed > 0 ? ` Emptying older trash would free ${freed} bytes: trash empty.` : '';
  const what =
    files === null
      ? `There is no space for the journal of this clean-up: it needs ${needed} bytes.`
      : `The disk has no room for more files (no free inodes, whatever its free bytes): this clean-up makes ${files}.`;
  return {
    code: 'NO_SPACE',
    message: `${what} Nothing was moved.${empty}`,
    needed_bytes: needed,
    needed_files: files,
    trash_bytes: freed,
  };
}

/** For callers that hold the lock. Makes the folder of a batch, with its journal and the folders that files go to; nothing is left where that fails. */
export function prepareBatch(cleaning: Cleaning, id: string, plan: Plan): Result<Batch, CleanError> {
  const { site } = cleaning;
  const made = site.fs.makeFolder(batchFolder(site, id));
  if (!made.ok) return fail(cannotPrepare(cleaning, plan, made.error));
  site.fs.folderTakesAfter(batchFolder(site, id), site.trash);
  const written = writeJournal(site, id, plan);
  const folders = written.ok ? makeTrashFolders(site, id, plan.entries) : written;
  const synced = folders.ok ? site.fs.syncFolder(site.trash) : folders;
  if (synced.ok) return ok({ id, state: 'moving', plan, damage: null });
  pruneFiles(site, { id, state: 'moving', plan, damage: null });
  removeBatch(site, id);
  return fail(cannotPrepare(cleaning, plan, synced.error));
}

/** Moves files of a batch whose journal is written, looks a third time, and notes that it is complete. */
export function* finishMoving(
  cleaning: Cleaning,
  batch: Batch,
  plan: Plan,
  entries: readonly PlanEntry[],
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Applied, CleanError>> {
  const { site } = cleaning;
  const work: Moved = yield* moveEntries(site, batch.id, entries, lock, cancel);
  if (work.lostLock) return lockLost(site, batch.id);
  const notes: ResultNote[] = [];
  if (!syncMoved(site, batch.id, work.moved)) notes.push('NOT_SYNCED');
  if (work.byRename !== null) notes.push(work.byRename);
  if (!lock.isHeld(true)) return lockLost(site, batch.id);
  const looked = yield* thirdLook(cleaning, batch, plan);
  if (!looked.ok) return fail(writeError(looked.error, site.trash));
  const { back, stuck, isSure } = looked.value;
  if (!isSure) notes.push('NOT_LOOKED_AGAIN');
  const backAgain = new Set(back.map(({ path }) => path));
  const moved = work.moved.filter(({ path }) => !backAgain.has(path));
  if (!lock.isHeld(true)) return lockLost(site, batch.id);
  const isEmpty = moved.length === 0 && batch.plan !== null && nothingIn(cleaning, batch);
  const noted = isEmpty ? discard(cleaning, batch) : setState(site, batch, 'complete');
  if (!noted.ok) return fail(writeError(noted.error, site.trash));
  return ok({
    trash_id: isEmpty ? null : batch.id,
    moved,
    skipped: eachOnce([...work.skipped, ...back], stuck),
    notes,
    isCancelled: work.skipped.some(({ reason }) => reason === 'cancelled'),
  });
}

/** Each file once: what became of it last; what could not be put back only where nothing else is said of it. */
function eachOnce(said: readonly Skipped[], stuck: readonly Skipped[]): Skipped[] {
  return [...new Map([...stuck, ...said].map((file) => [file.path, file])).values()];
}

/** Whether no file of the batch is in the trash. */
function nothingIn({ site }: Cleaning, { id, plan }: Batch): boolean {
  return (plan?.entries ?? []).every(({ path }) => {
    const there = site.fs.lstat(trashPath(site, id, path));
    return !there.ok && isNowhere(there.error);
  });
}

/** Takes a batch away in which nothing is. */
function discard({ site }: Cleaning, batch: Batch): ReturnType<typeof setState> {
  return pruneFiles(site, batch) && removeBatch(site, batch.id)
    ? ok(undefined)
    : setState(site, batch, 'restored');
}

function* applyLocked(
  cleaning: Cleaning,
  plan: Plan,
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Applied, CleanError>> {
  const { site } = cleaning;
  const free = checkNothingInterrupted(site);
  if (!free.ok) return free;
  yield* lookAgain(cleaning);
  const looked = yield* looksBeforeMoving(cleaning, plan, plan.entries);
  if (!looked.ok) return looked;
  const kept = keepDecisions(site, plan.decided);
  if (!kept.ok) return kept.error.code === 'NO_SPACE' ? fail(noSpace(cleaning, plan)) : kept;
  const { entries, skipped: left } = looked.value;
  const nothing = { trash_id: null, moved: [], notes: [] };
  if (entries.length === 0) return ok({ ...nothing, skipped: left, isCancelled: false });
  if (cancel.aborted) {
    const cancelled = entries.map(({ path }) => skipped(path, 'cancelled'));
    return ok({ ...nothing, skipped: [...left, ...cancelled], isCancelled: true });
  }
  // The journal tells when files were moved: from then on counts how old they are in the trash. What was decided is kept by now.
  const going: Plan = { ...plan, entries, decided: [], timeMs: site.now() };
  const prepared = prepareBatch(cleaning, newBatchId(site), going);
  if (!prepared.ok) return prepared;
  const applied = yield* finishMoving(cleaning, prepared.value, going, entries, lock, cancel);
  if (!applied.ok) return applied;
  return ok({ ...applied.value, skipped: [...left, ...applied.value.skipped] });
}

/**
 * Moves what a plan lists into the trash, and nothing else: takes the lock, looks a second time and leaves out what is needed
 * by now or has changed, writes down what will be done, moves, and looks a third time. `cancel` stops it after the current file.
 */
export function* applyPlan(
  cleaning: Cleaning,
  plan: Plan,
  consent: Consent,
  cancel: Cancel,
): Generator<CleanProgress, Result<Applied, CleanError>> {
  const { site } = cleaning;
  if (plan.workspace !== site.root) {
    const message = `The plan ${plan.id} is of another workspace: ${plan.workspace}`;
    return fail({ code: 'NOT_FOUND', message, name: plan.id });
  }
  const agreed = checkConsent(plan, asSpelled(site, plan, consent));
  if (!agreed.ok) return agreed;
  // What was agreed to is kept in the journal, which finishing the work later goes by.
  const whileRunning = plan.consent.whileRunning || consent.whileRunning;
  const agreedPlan: Plan = { ...plan, consent: { ...plan.consent, whileRunning } };
  return yield* withLock(site, (lock) => applyLocked(cleaning, agreedPlan, lock, cancel));
}
