import { basename } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { ReadableIndex } from '../index/database.ts';
import { isBlocked, type QueryContext } from '../query/context.ts';
import { listBlocking } from '../query/unreadable.ts';
import type { Workspace } from '../workspace.ts';
import type { CleanError } from './clean-error.ts';
import { decideAll } from './decisions.ts';
import type { Consent, Decision, Plan } from './plan.ts';
import type { Site } from './site.ts';
import { hasManifests } from './stored-candidates.ts';

/** What a plan is made from: a workspace right after a scan, and what the user said. */
export interface Planning {
  readonly workspace: Workspace;
  readonly site: Site;
  readonly context: QueryContext;
  /** All that hold. */
  readonly decisions: readonly Decision[];
  /** Those of them that are made here and kept nowhere yet. */
  readonly decided: readonly Decision[];
  readonly consent: Consent;
}

/** What the user may say with any plan. */
export interface PlanningOptions {
  /** Milliseconds. */
  readonly graceMs: number;
  readonly consent: Consent;
  /** Manifests that can't be read and are to count as empty, besides those that were decided before. */
  readonly countEmpty?: readonly string[];
}

/** Begins planning in a workspace that was scanned a moment ago. */
export function beginPlanning(
  workspace: Workspace,
  site: Site,
  { graceMs, consent, countEmpty = [] }: PlanningOptions,
): Result<Planning, CleanError> {
  const made = decideAll(site, workspace.index, countEmpty);
  if (!made.ok) return made;
  const { kept, decided } = made.value;
  const decisions = [...kept, ...decided];
  const context: QueryContext = {
    index: workspace.index,
    nowMs: site.now(),
    graceMs,
    isStale: workspace.isStale,
    countedEmpty: decisions.map(({ manifest }) => manifest),
  };
  return ok({ workspace, site, context, decisions, decided, consent });
}

/** That another Stemma is writing the index: what it holds may be behind the workspace. */
export function indexBusy(): CleanError {
  const message = 'Another Stemma is looking at the workspace just now. Try again in a moment.';
  return { code: 'INDEX_BUSY', message };
}

/** That something can't be read, and which. */
export function unreadableError(index: ReadableIndex, countedEmpty: readonly string[]): CleanError {
  const unreadable = listBlocking({ index, countedEmpty });
  const [first] = unreadable;
  const what =
    unreadable.length === 1
      ? `${first?.path} can't be read`
      : `${unreadable.length} manifests or folders can't be read`;
  const message = `${what}, and may name any stored file. Nothing under binaries/ is moved while that is so.`;
  return { code: 'UNREADABLE', message, unreadable };
}

/** Whether the workspace is known well enough for stored files to go. */
export function checkReadable({ context }: Planning): Result<void, CleanError> {
  if (context.isStale === true) return fail(indexBusy());
  if (isBlocked(context.index, context.countedEmpty))
    return fail(unreadableError(context.index, context.countedEmpty ?? []));
  return ok(undefined);
}

/** That there is no manifest at all, and what to type if that is right. */
export function noManifests({ root }: Pick<Workspace, 'root'>): CleanError {
  const name = basename(root);
  const message =
    `There is no manifest in this workspace that can be read, so that every stored file looks unused. ` +
    `If it is the right folder, type its name: --confirm-empty ${name}`;
  return { code: 'NO_MANIFESTS', message, name };
}

/**
 * A workspace without any manifest may be the wrong folder, or one whose runs/ is elsewhere: its name must be typed.
 *
 * @param typed what the user typed; null where they were not asked
 */
export function checkHasManifests(workspace: Workspace, typed: string | null): Result<void, CleanError> {
  if (hasManifests(workspace.index)) return ok(undefined);
  const names = [basename(workspace.root), basename(workspace.realRoot)];
  return typed !== null && names.includes(typed) ? ok(undefined) : fail(noManifests(workspace));
}

/** Pipelines that nirs4all may still be writing go only where the user agreed to that: without its folder a run dies. */
export function checkNotRunning(
  { pipelines }: Pick<Plan, 'pipelines'>,
  { whileRunning }: Consent,
): Result<void, CleanError> {
  const manifests = pipelines.filter(({ mayBeRunning }) => mayBeRunning).map(({ manifest }) => manifest);
  const [first] = manifests;
  if (first === undefined || whileRunning) return ok(undefined);
  const message =
    manifests.length === 1
      ? `${first} has not ended, and something of it was written a short time ago: it may be running. To take it all the same: --while-running`
      : `${manifests.length} pipelines have not ended, and something of them was written a short time ago: they may be running. To take them all the same: --while-running`;
  return fail({ code: 'MAY_BE_RUNNING', message, manifests });
}
