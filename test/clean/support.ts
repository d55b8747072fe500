import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { applyPlan, type Applied } from '../../electron/registry/clean/apply.ts';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { emptyTrash, NOTHING_SAID, type Emptied, type Said } from '../../electron/registry/trash/empty.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { makePlan, type PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { NEVER, type Cancel } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT, type Consent, type Plan } from '../../electron/registry/change/plan.ts';
import { beginPlanning } from '../../electron/registry/clean/planning.ts';
import { restoreBatch, type Restored } from '../../electron/registry/trash/restore.ts';
import { resumeBatch, type Resumed } from '../../electron/registry/trash/resume.ts';
import { makeSite, type SiteOptions } from '../../electron/registry/change/site.ts';
import { listTrash, type ShownBatch } from '../../electron/registry/change/trash.ts';
import type { Result } from '../../shared/domain/result.ts';
import { open, scanAll } from '../support/scanning.ts';

/** Says yes to everything. */
export const AGREED: Consent = { ...NO_CONSENT, breaks: true };

/** A workspace to be cleaned, with its index in memory. */
export function cleaningOf(root: string, options: SiteOptions = {}): Cleaning {
  const workspace = open(root, {
    ...(options.fs === undefined ? {} : { fs: options.fs }),
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return { workspace, site: makeSite(workspace.realRoot, options) };
}

/** Runs work to its end. */
export function drive<Step, Value>(work: Generator<Step, Value>): Value {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** The value of a result; throws the error's message. */
export function sure<Value>(result: Result<Value, CleanError>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The code of a failure; throws where there is none. */
export function codeOf<Value>(result: Result<Value, CleanError>): CleanError['code'] {
  if (result.ok) throw new Error(`It did not fail: ${JSON.stringify(result.value, bigints)}`);
  return result.error.code;
}

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** How a plan is made in a test; without a grace period, because files are fresh. */
export interface Planned {
  readonly graceMs?: number;
  readonly consent?: Partial<Consent>;
  readonly countEmpty?: readonly string[];
  readonly countDeleted?: readonly string[];
}

/** Scans and plans. */
export function planned(
  cleaning: Cleaning,
  request: PlanRequest,
  { graceMs = 0, consent = {}, countEmpty = [], countDeleted = [] }: Planned = {},
): Result<Plan, CleanError> {
  scanAll(cleaning.workspace);
  const planning = beginPlanning(cleaning.workspace, cleaning.site, {
    graceMs,
    consent: { ...NO_CONSENT, ...consent },
    countEmpty,
    countDeleted,
  });
  return planning.ok ? makePlan(planning.value, request) : planning;
}

/** Applies a plan to its end. */
export function apply(
  cleaning: Cleaning,
  plan: Plan,
  consent: Consent = NO_CONSENT,
  cancel: Cancel = NEVER,
): Result<Applied, CleanError> {
  return drive(applyPlan(cleaning, plan, consent, cancel));
}

/** Plans and applies; what must work. */
export function clean(cleaning: Cleaning, request: PlanRequest, options: Planned = {}): Applied {
  const plan = sure(planned(cleaning, request, options));
  return sure(apply(cleaning, plan, { ...NO_CONSENT, ...options.consent }));
}

/** The id of the batch that a clean-up made. */
export function trashId({ trash_id: id }: Applied): string {
  if (id === null) throw new Error('nothing was moved');
  return id;
}

/** Puts a batch, or some files of it, back. */
export function restore(
  cleaning: Cleaning,
  id: string,
  paths: readonly string[] = [],
  cancel: Cancel = NEVER,
): Result<Restored, CleanError> {
  return drive(restoreBatch(cleaning, id, paths, cancel));
}

/** Finishes a batch. */
export function resume(cleaning: Cleaning, id: string): Result<Resumed, CleanError> {
  return drive(resumeBatch(cleaning, id, NEVER));
}

/** Empties batches, all without ids. */
export function empty(
  cleaning: Cleaning,
  ids: readonly string[] = [],
  olderThanMs: number | null = null,
  said: Said = NOTHING_SAID,
): Result<Emptied, CleanError> {
  return drive(emptyTrash(cleaning, { ids, olderThanMs, said }, NEVER));
}

/** The batches of the trash, after a scan. */
export function trashOf(cleaning: Cleaning): ShownBatch[] {
  scanAll(cleaning.workspace);
  return sure(listTrash(cleaning.site, cleaning.workspace.index));
}

/** Paths of the files below a folder, with `/`, in order. */
export function filesIn(root: string, folder: string = ''): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesIn(root, path) : [path];
    })
    .toSorted();
}

/** All of a workspace but our own folder: the bytes and the mtime of every file, and every folder. */
export function snapshot(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (path === '.stemma') continue;
      if (entry.isDirectory()) {
        found[`${path}/`] = 'folder';
        pending.push(path);
        continue;
      }
      found[path] = described(join(root, path));
    }
  }
  return found;
}

/** The bytes, mtime and mode of a file as one text, to be compared. */
export function described(path: string): string {
  const stats = lstatSync(path, { bigint: true });
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
  return `${hash} ${stats.mtimeNs} ${stats.mode}`;
}
