import type { TrashBatch } from '../../../shared/api/deletion/trash-parts.ts';
import type { BatchWork } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { plainWords } from '../files/plain-words.ts';
import { isGone, type FileError } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import type { ReadableIndex } from '../index/database.ts';
import { batchFolder, batchStates, readBatch, type Batch, type BatchName, type BatchState } from './batch.ts';
import { damageOf, type BatchDamage } from './batch-damage.ts';
import { bytesOf, freedBy, trashedFiles, type TrashedFile } from './batch-files.ts';
import type { CleanError } from './clean-error.ts';
import type { Site } from './site.ts';
import { wantedAmong, type BatchFiles } from './wanted.ts';

/** A batch as people see it. */
export interface ShownBatch extends Omit<TrashBatch, 'id' | 'folders' | 'folder_count' | 'conflicts'> {
  readonly trash_id: string;
}

/** The trash can't be looked at. */
function unlistable(site: Site, error: FileError): CleanError {
  const message = `The trash can't be looked into: ${plainWords(error)} at ${site.trash}.`;
  return { code: 'CANNOT_WRITE', message, path: site.trash };
}

/**
 * The batches of the trash by their states. Those in the middle of something are also checked for damage: then
 * nobody can finish that, and it is in nobody's way.
 */
export function readStates(site: Site): Result<BatchName[], CleanError> {
  const states = batchStates(site);
  if (!states.ok) return fail(unlistable(site, states.error));
  return ok(
    states.value.map((each) => {
      if (each.damage !== null || !isInterrupted(each.state)) return each;
      const damage = damageIn(site, each.id);
      return damage === null ? each : { ...each, state: 'complete', damage };
    }),
  );
}

/** Why nothing of a batch may be touched; null where it may, or it is gone. */
function damageIn(site: Site, id: string): BatchDamage | null {
  const batch = readBatch(site, id);
  return batch.ok && batch.value !== null ? lookedInto(site, batch.value).batch.damage : null;
}

/** A batch with those of its files that are in the trash; damaged, and without any, where they can't be looked at. */
function lookedInto(site: Site, batch: Batch): BatchFiles {
  if (batch.damage !== null) return { batch, files: [] };
  const files = trashedFiles(site, batch);
  if (files.ok) return { batch, files: files.value };
  return { batch: { ...batch, state: 'complete', damage: damageOf(files.error) }, files: [] };
}

/** Each time a journal is renamed under our eyes another one is at work: so many times it is none that can't be read. */
const MOST_READS = 10;

/** Reads a batch, again where its journal was renamed meanwhile; null too where the batch is gone. */
function readAgain(site: Site, id: string): Result<Batch | null, FileError> {
  let read = readBatch(site, id);
  for (let reads = 1; reads < MOST_READS && !read.ok; reads += 1) {
    const folder = site.fs.lstat(batchFolder(site, id));
    if (!folder.ok && isGone(folder.error)) return ok(null);
    read = readBatch(site, id);
  }
  return read;
}

/** All batches of the trash, the oldest first. Folders of work that was cut off before anything moved are left out. */
export function readBatches(site: Site): Result<Batch[], CleanError> {
  const states = batchStates(site);
  if (!states.ok) return fail(unlistable(site, states.error));
  const batches: Batch[] = [];
  for (const { id, state, damage } of states.value) {
    // What was told of a link stands: there is no folder to read.
    const batch = damage === null ? readAgain(site, id) : ok({ id, state, plan: null, damage });
    if (!batch.ok) batches.push({ id, state: 'complete', plan: null, damage: damageOf(batch.error) });
    else if (batch.value !== null) batches.push(batch.value);
  }
  return ok(batches);
}

/** Whether work on a batch was cut off, or is going on. */
export function isInterrupted(state: BatchState): state is BatchWork {
  return state !== 'complete' && state !== 'restored';
}

/** That nothing of a batch is touched. */
export function damagedError({ id, damage }: Pick<Batch, 'id' | 'damage'>): CleanError {
  const message = `${id} in the trash is left alone, because ${damage?.message ?? 'it is damaged'}.`;
  return { code: 'DAMAGED_BATCH', message, trash_ids: [id] };
}

/** The files of a batch that are in the trash; refused where it is damaged. */
export function filesOf(site: Site, batch: Batch): Result<TrashedFile[], CleanError> {
  const { batch: seen, files } = lookedInto(site, batch);
  return seen.damage === null ? ok([...files]) : fail(damagedError(seen));
}

/** A batch as people see it; `wanted` are those of its files that a manifest names again. */
export function shownBatch(
  batch: Batch,
  files: readonly TrashedFile[],
  wanted: ReadonlySet<WorkspacePath>,
): ShownBatch {
  const { plan, state, damage } = batch;
  return {
    trash_id: batch.id,
    time: plan === null ? null : new Date(plan.timeMs).toISOString(),
    kind: plan?.kind ?? null,
    subject: plan?.subject ?? null,
    files: files.length,
    bytes: bytesOf(files),
    frees_bytes: freedBy(files.filter(({ path }) => !wanted.has(path))),
    state: damage !== null ? 'damaged' : isInterrupted(state) ? 'interrupted' : state,
    problem: damage?.message ?? null,
    interrupted: damage === null && isInterrupted(state) ? state : null,
    wanted: wanted.size,
  };
}

/** The batches of the trash, with what manifests want of them again. The index must be of the workspace as it is now. */
export function listTrash(site: Site, index: ReadableIndex): Result<ShownBatch[], CleanError> {
  const all = batchFiles(site);
  if (!all.ok) return all;
  const wanted = wantedAmong(site, index, all.value);
  return ok(all.value.map(({ batch, files }, place) => shownBatch(batch, files, wanted[place] ?? new Set())));
}

/** All batches, with those of their files that are in the trash; damaged ones without any. */
export function batchFiles(site: Site): Result<BatchFiles[], CleanError> {
  const batches = readBatches(site);
  return batches.ok ? ok(batches.value.map((batch) => lookedInto(site, batch))) : batches;
}

/** The batch of an id, which may be damaged: {@link filesOf} refuses it then. */
export function findBatch(site: Site, id: string): Result<Batch, CleanError> {
  const known = checkKnownId(site, id);
  if (!known.ok) return known;
  const batch = readAgain(site, id);
  if (!batch.ok) return fail(damagedError({ id, damage: damageOf(batch.error) }));
  return batch.value === null ? fail(noBatch(id)) : ok(batch.value);
}

/** The batch of an id, of which every folder and path is as it should be; for callers that change something of it. */
export function findSoundBatch(site: Site, id: string): Result<Batch, CleanError> {
  const batch = findBatch(site, id);
  const files = batch.ok ? filesOf(site, batch.value) : batch;
  return files.ok ? batch : files;
}

/** Whether there is a batch of an id, which may be any text. */
export function checkKnownId(site: Site, id: string): Result<void, CleanError> {
  const states = readStates(site);
  if (!states.ok) return states;
  return states.value.some((batch) => batch.id === id) ? ok(undefined) : fail(noBatch(id));
}

function noBatch(id: string): CleanError {
  return { code: 'NOT_FOUND', message: `There is no ${id} in the trash.`, name: id };
}

/** Refuses while work is interrupted; `except` is the batch that is being seen to. */
export function checkNotInterrupted(
  batches: readonly BatchName[],
  except: string | null = null,
): Result<void, CleanError> {
  const ids = batches
    .filter(({ id, state, damage }) => id !== except && damage === null && isInterrupted(state))
    .map(({ id }) => id);
  const [first] = ids;
  if (first === undefined) return ok(undefined);
  const message =
    `Work on ${first} in the trash was cut off. First finish it (trash resume ${first}) ` +
    `or put everything back (trash restore ${first}).`;
  return fail({ code: 'INTERRUPTED_WORK', message, trash_ids: ids });
}

/** The same of all that lies in the trash now. */
export function checkNothingInterrupted(site: Site, except: string | null = null): Result<void, CleanError> {
  const states = readStates(site);
  return states.ok ? checkNotInterrupted(states.value, except) : states;
}

/** What emptying the whole trash would free, in bytes. */
export function trashBytes(site: Site): number {
  const batches = batchFiles(site);
  return batches.ok ? batches.value.reduce((sum, { files }) => sum + freedBy(files), 0) : 0;
}
