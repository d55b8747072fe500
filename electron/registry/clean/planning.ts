import { isGoneBlock } from '../../../shared/domain/known-use.ts';
import { windowWords, wordsAt } from '../layouts/layouts.ts';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { areAllGone, blockedBy, type Blocked } from '../state/blocking.ts';
import type { QueryContext } from '../state/context.ts';
import { hasPrimaryManifests } from '../state/emptied.ts';
import { shownBlock, troubleStart, type Blocking } from '../state/unreadable.ts';
import type { Workspace } from '../workspace.ts';
import type { CleanError } from '../change/clean-error.ts';
import { decideAll } from '../change/decisions.ts';
import { storedPaths, type Consent, type Decision, type Plan } from '../change/plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { settledWith } from '../change/settled.ts';
import type { Site } from '../change/site.ts';

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
  /** Datasets whose pipelines were deleted, besides those that were decided before. */
  readonly countDeleted?: readonly string[];
}

/** Begins planning in a workspace that was scanned a moment ago. */
export function beginPlanning(
  workspace: Workspace,
  site: Site,
  { graceMs, consent, countEmpty = [], countDeleted = [] }: PlanningOptions,
): Result<Planning, CleanError> {
  const made = decideAll(site, workspace.index, countEmpty, countDeleted);
  if (!made.ok) return made;
  const { kept, decided } = made.value;
  const decisions = [...kept, ...decided];
  const context: QueryContext = {
    index: workspace.index,
    nowMs: site.now(),
    graceMs,
    isStale: workspace.isStale,
    ...settledWith(site, workspace.index, decisions),
    isNameTyped: isNameOf(workspace, consent.empty),
  };
  return ok({ workspace, site, context, decisions, decided, consent });
}

/** That another Stemma is writing the index: what it holds may be behind the workspace. */
export function indexBusy(): CleanError {
  const message = 'Another Stemma is looking at the workspace just now. Try again in a moment.';
  return { code: 'INDEX_BUSY', message };
}

/** That something can't be read or seems to be gone, and which. */
export function unreadableError(blocks: readonly Blocking[]): CleanError {
  const [first] = blocks;
  if (areAllGone(blocks)) {
    const what =
      blocks.length === 1 ? `${first?.path} is empty` : `${blocks.length} folders of runs are empty`;
    const message = `${what}: the manifests that name these files may be on a disk that is not there. They are not moved while that is so.`;
    return { code: 'UNREADABLE', message, unreadable: blocks.map(shownBlock) };
  }
  const what = troubleStart(blocks);
  const isWhole = blocks.some(({ scope }) => scope === null);
  const which = isWhole ? 'any stored file' : 'any stored file of its dataset';
  const names = blocks.length === 1 || isWhole ? which : 'any stored file of their datasets';
  const { stored } = wordsAt(blocks.map(({ path }) => path));
  const message = `${what}, and may name ${names}. Nothing of that under ${stored} is moved while that is so.`;
  return { code: 'UNREADABLE', message, unreadable: blocks.map(shownBlock) };
}

/** What is in the way of files that are given by their paths, {@link noManifests} apart, which is asked for in another way. */
export function blocksOver(blocked: Blocked, paths: readonly string[]): Blocking[] {
  return blocked.blocks.filter(
    (block) => block.code !== 'NO_MANIFESTS' && paths.some((path) => blocked.only(block).covers(path)),
  );
}

/**
 * Whether the workspace is known well enough for stored files to go. What can't be read of one dataset is in the way of a
 * request for all; a request for others is only held to what it asks for ({@link checkScope}).
 */
export function checkReadable({ context }: Planning, request: 'all' | 'some'): Result<void, CleanError> {
  if (context.isStale === true) return fail(indexBusy());
  const blocks = blockedBy(context).blocks.filter((block) => {
    if (isGoneBlock(block)) return false;
    return request === 'all' || block.scope === null;
  });
  return blocks.length > 0 ? fail(unreadableError(blocks)) : ok(undefined);
}

/** The draft of a plan, where it is known well enough for its stored files to go. */
export function checkScope({ context }: Planning, draft: PlanDraft): Result<PlanDraft, CleanError> {
  const held = blockedBy(context).heldAmong(context.index, storedPaths(draft.entries));
  return held.length > 0 ? fail(unreadableError(held)) : ok(draft);
}

/** That there is no manifest at all, and what to type if that is right. */
export function noManifests({ root, layout }: Pick<Workspace, 'root' | 'layout'>): CleanError {
  const name = basename(root);
  const message =
    `There is no manifest of a pipeline in this workspace that can be read, so that every stored file which no copy names looks ` +
    `unused: ${windowWords(layout).runs} is empty, or has nothing that can be read. Is a disk not mounted? If the pipelines were deleted, ` +
    `type the name of the workspace's folder: --confirm-empty ${name}`;
  return { code: 'NO_MANIFESTS', message, name };
}

/** Whether a name that was typed is that of the workspace's folder. */
export function isNameOf(workspace: Pick<Workspace, 'root' | 'realRoot'>, typed: string | null): boolean {
  return typed !== null && [basename(workspace.root), basename(workspace.realRoot)].includes(typed);
}

/**
 * A workspace without any pipeline's manifest may be the wrong folder, or one whose runs are elsewhere: its name must be typed.
 *
 * @param typed what the user typed; null where they were not asked
 */
export function checkHasManifests(workspace: Workspace, typed: string | null): Result<void, CleanError> {
  if (hasPrimaryManifests(workspace.index) || isNameOf(workspace, typed)) return ok(undefined);
  return fail(noManifests(workspace));
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
