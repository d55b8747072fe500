import { sep } from 'node:path';
import { BATCH_WORK } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { createDurably, replaceDurably } from '../files/durable-file.ts';
import { isGone, type FileError } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import type { Done } from '../files/writable-file-system.ts';
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
}

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

/** How far work on a batch is, by the names in its folder; null where they are none of a batch. */
function stateAmong(names: ReadonlySet<string>): { state: BatchState; hasJournal: boolean } | null {
  const state = BATCH_STATES.find((known) => names.has(`${known}.journal`));
  if (state !== undefined) return { state, hasJournal: true };
  return names.has('files') ? { state: 'moving', hasJournal: false } : null;
}

/**
 * How far work on each batch of the trash is, the oldest first, by names alone: journals are not read, so that it can be asked
 * at any time. Folders that hold nothing of a batch are left out, and such that go away meanwhile.
 */
export function batchStates(site: Site): Result<Pick<Batch, 'id' | 'state'>[], FileError> {
  const listed = site.fs.list(site.trash);
  if (!listed.ok) return isGone(listed.error) ? ok([]) : listed;
  const found: Pick<Batch, 'id' | 'state'>[] = [];
  for (const { name: id, kind } of listed.value) {
    if (kind !== 'folder') continue;
    const names = site.fs.list(batchFolder(site, id));
    if (!names.ok && !isGone(names.error)) return names;
    const known = names.ok ? stateAmong(new Set(names.value.map(({ name }) => name))) : null;
    if (known !== null) found.push({ id, state: known.state });
  }
  return ok(found.toSorted((one, other) => (one.id < other.id ? -1 : 1)));
}

/**
 * Reads what the trash says of a batch; null where the folder holds nothing of a batch: the work that made it was cut off
 * before its journal was there, and so before anything moved. Without a journal that can be read, files still lie under
 * their paths.
 */
export function readBatch(site: Site, id: string): Result<Batch | null, FileError> {
  const listed = site.fs.list(batchFolder(site, id));
  if (!listed.ok) return listed;
  const found = stateAmong(new Set(listed.value.map(({ name }) => name)));
  if (found === null) return ok(null);
  const { state, hasJournal } = found;
  if (!hasJournal) return ok({ id, state, plan: null });
  const bytes = site.fs.read(journalPath(site, id, state));
  if (!bytes.ok) return fail(bytes.error);
  const text = unseal(bytes.value);
  return ok({ id, state, plan: text === null ? null : readPlanText(text) });
}
