import { sep } from 'node:path';
import { BATCH_WORK } from '../../../shared/domain/clean.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { createDurably, replaceDurably } from '../files/durable-file.ts';
import { isGone, type Entry, type FileError } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealFolder, isNoFileOfOurs, readTrusted } from '../files/trust.ts';
import type { Done } from '../files/writable-file-system.ts';
import { damageOf, hasUncleanPath, isNoFolder, type BatchDamage } from './batch-damage.ts';
import { targetsFile, readTargets } from './restore-targets-text.ts';
import type { Plan } from './plan.ts';
import { planText, readPlanText } from './plan-text.ts';
import { seal, unseal } from './sealed-text.ts';
import type { Site } from './site.ts';

/**
 * What is happening, or has happened, to a batch of the trash. It is the name of its journal: renaming needs no space, so
 * that it works on a full disk too. `moving`, `restoring` and `emptying` are work that is going on, or was cut off.
 */
export const BATCH_STATES = [...BATCH_WORK, 'complete', 'restored'] as const;

/** See {@link BATCH_STATES}. */
export type BatchState = (typeof BATCH_STATES)[number];

/** A batch: one folder of the trash, made by one plan. `plan` is null where its journal is lost or damaged. */
export interface Batch {
  /** `<time>-<id>`: the name of its folder. */
  readonly id: string;
  readonly state: BatchState;
  readonly plan: Plan | null;
  /** Why nothing of it may be touched; null where all is well. */
  readonly damage: BatchDamage | null;
}

/** What the names in the folder of a batch say of it. */
export type BatchName = Pick<Batch, 'id' | 'state' | 'damage'>;

/** The folder of a batch, on this system. */
export function batchFolder(site: Site, id: string): string {
  return site.trash + sep + id;
}

/** Where a file of the workspace lies in a batch, on this system. */
export function trashPath(site: Site, id: string, path: WorkspacePath): string {
  return systemPath(filesFolder(site, id), path);
}

/** The folder that holds the files of a batch, each by its path in the workspace. */
export function filesFolder(site: Site, id: string): string {
  return batchFolder(site, id) + sep + 'files';
}

/** The journal of a batch, on this system: its name says how far the work is. */
export function journalPath(site: Site, id: string, state: BatchState): string {
  return `${batchFolder(site, id)}${sep}${state}.journal`;
}

/** The id of a new batch: sorts by time, and can be typed. */
export function newBatchId(site: Site): string {
  const time = new Date(site.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${site.unique().slice(0, 6)}`;
}

/** Writes the journal of a new batch, whose folder is there: the whole intent, on the disk before the first move. */
export function writeJournal(site: Site, id: string, plan: Plan): Done {
  const written = replaceDurably(site.fs, journalPath(site, id, 'moving'), journalBytes(plan), site.unique());
  return written.ok ? site.fs.syncFolder(batchFolder(site, id)) : written;
}

/** The journal of a plan, as bytes. */
export function journalBytes(plan: Plan): Uint8Array {
  return seal(planText(plan));
}

/**
 * Notes on the disk that the work on a batch has reached another state. Where the disk can't be waited for, the note still
 * comes before what is done after it: file systems with a journal keep the order, and of others the plan says so.
 */
export function setState(site: Site, batch: Batch, state: BatchState): Done {
  if (batch.state === state) return ok(undefined);
  const renamed = site.fs.rename(
    journalPath(site, batch.id, batch.state),
    journalPath(site, batch.id, state),
  );
  if (renamed.ok) site.fs.syncFolder(batchFolder(site, batch.id));
  return renamed;
}

/**
 * Notes that what is left of a batch, whose journal nobody can read, is no unfinished work: its files lie under their paths,
 * to be put back or emptied. Without any journal an empty one says so, which needs no space.
 */
export function settleWithoutPlan(site: Site, batch: Batch): Done {
  const renamed = setState(site, batch, 'complete');
  if (renamed.ok || !isGone(renamed.error)) return renamed;
  return createDurably(site.fs, journalPath(site, batch.id, 'complete'), new Uint8Array());
}

function emptiedFile(site: Site, id: string): string {
  return `${batchFolder(site, id)}${sep}emptied`;
}

/** Notes that files of a batch were removed for good, so that nobody misses them; as far as that can be written. */
export function noteEmptied(site: Site, { id }: Batch): void {
  createDurably(site.fs, emptiedFile(site, id), new Uint8Array());
}

/** Whether files of a batch were removed for good. */
export function isPartlyEmptied(site: Site, { id, state }: Batch): boolean {
  return state === 'emptying' || site.fs.lstat(emptiedFile(site, id)).ok;
}

/** What is read of a journal at most, in bytes: one of a million files. */
const LARGEST_JOURNAL = 512 * 1024 * 1024 - 1024;

/** The names of batches: links with such a name are told, anything else in the trash is somebody else's. */
const BATCH_NAME = /^\d{8}T\d{6}Z-[\da-z]{6}$/;

/** The entries of a batch's folder by their names. */
type Names = ReadonlyMap<string, Entry>;

/** How far work on a batch is, by the names in its folder; null where they are none of a batch. */
function stateAmong(names: Names): { state: BatchState; hasJournal: boolean } | null {
  const state = BATCH_STATES.find((known) => names.has(`${known}.journal`));
  if (state !== undefined) return { state, hasJournal: true };
  return names.has('files') ? { state: 'moving', hasJournal: false } : null;
}

function namesIn(site: Site, id: string): Result<Names, FileError> {
  const listed = site.fs.list(batchFolder(site, id));
  return listed.ok ? ok(new Map(listed.value.map((entry) => [entry.name, entry]))) : listed;
}

/** A batch that can't be looked into: it is in nobody's way, whatever it was in the middle of. */
function damaged(id: string, damage: BatchDamage): Batch {
  return { id, state: 'complete', plan: null, damage };
}

/**
 * How far work on each batch of the trash is, the oldest first, by names alone: journals are not read, so that it can be asked
 * at any time. Left out are folders that hold nothing of a batch, and those that go away meanwhile.
 */
export function batchStates(site: Site): Result<BatchName[], FileError> {
  const listed = site.fs.list(site.trash);
  if (!listed.ok) return isGone(listed.error) ? ok([]) : listed;
  const real = checkRealFolder(site.fs, site.trash);
  if (!real.ok) return isGone(real.error) ? ok([]) : real;
  const found: BatchName[] = [];
  for (const { name: id, kind } of listed.value) {
    if (kind === 'link' && BATCH_NAME.test(id))
      found.push(damaged(id, isNoFolder('the folder of the batch')));
    if (kind !== 'folder') continue;
    const names = namesIn(site, id);
    if (!names.ok) {
      if (!isGone(names.error)) found.push(damaged(id, damageOf(names.error)));
      continue;
    }
    const known = stateAmong(names.value);
    if (known !== null) found.push({ id, state: known.state, damage: null });
  }
  return ok(found.toSorted((one, other) => (one.id < other.id ? -1 : 1)));
}

/**
 * Reads what the trash says of a batch; null where the folder holds nothing of a batch: the work that made it was cut off
 * before its journal was there, and so before anything moved. Without a journal that can be read, files still lie under
 * their paths. What must not be touched is told by `damage`; fails only where the batch is gone.
 */
export function readBatch(site: Site, id: string): Result<Batch | null, FileError> {
  const folder = batchFolder(site, id);
  const real = checkRealFolder(site.fs, folder);
  const names = real.ok ? namesIn(site, id) : real;
  if (!names.ok) return isGone(names.error) ? names : ok(damaged(id, damageOf(names.error)));
  const found = stateAmong(names.value);
  if (found === null) return ok(null);
  const files = names.value.get('files');
  if (files !== undefined && files.kind !== 'folder') return ok(damaged(id, isNoFolder('files')));
  const { state, hasJournal } = found;
  const lost: Batch = { id, state, plan: null, damage: null };
  if (!hasJournal) return ok(lost);
  const bytes = readTrusted(site.fs, journalPath(site, id, state), LARGEST_JOURNAL);
  if (!bytes.ok) {
    if (isGone(bytes.error)) return bytes;
    return ok(isNoFileOfOurs(bytes.error) ? lost : damaged(id, damageOf(bytes.error)));
  }
  const text = unseal(bytes.value);
  if (text === null) return ok(lost);
  const plan = readPlanText(text);
  if (!plan.ok) return ok(plan.error === 'path' ? damaged(id, hasUncleanPath('its journal')) : lost);
  const targets = names.value.has('beside') ? readTargets(site.fs, targetsFile(folder)) : 'none';
  if (targets === 'path') return ok(damaged(id, hasUncleanPath('the file beside')));
  return ok({ id, state, plan: plan.value, damage: null });
}
