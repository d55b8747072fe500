import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import { PlanDraft } from './plan-draft.ts';
import { checkHasManifests, checkReadable, checkScope, unreadableError, type Planning } from './planning.ts';
import { blockedBy } from '../state/blocking.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import { lookAtSpare } from '../state/spare-folders.ts';
import { candidatesAt, candidatesInState } from './stored-candidates.ts';

function addForeign(
  planning: Planning,
  draft: PlanDraft,
  paths: readonly string[],
): Result<void, CleanError> {
  const found = candidatesAt(planning.context, paths, []);
  for (const path of paths) {
    const candidate = found.get(path);
    if (candidate === undefined) {
      const message = `There is no stored file ${path} in the workspace.`;
      return fail({ code: 'NOT_FOUND', message, name: path });
    }
    const { size } = candidate;
    if (candidate.state !== 'foreign') draft.stay(path, size, 'not-foreign');
    else if (candidate.isClaimed) draft.stay(path, size, 'claimed');
    // nirs4all finds bytes to use again by the digits in a name, whatever else is in it.
    else if (candidate.isRunning) draft.stay(path, size, 'running');
    else draft.addStored(candidate, 'foreign');
  }
  return ok(undefined);
}

function checked(planning: Planning, request: 'all' | 'some'): Result<void, CleanError> {
  const readable = checkReadable(planning, request);
  return readable.ok ? checkHasManifests(planning.workspace, planning.consent.empty) : readable;
}

/** Folders that nothing names, older than the grace period; none of a layout of which a run may be going on. */
function addSpareFolders(
  { context }: Planning,
  draft: PlanDraft,
  picked: ReadonlySet<string> | null,
): Result<void, CleanError> {
  for (const { path, isYoung } of lookAtSpare(context)) {
    if (picked !== null && !picked.has(path)) continue;
    const added = isYoung ? ok(draft.stay(path, 0, 'running')) : draft.addFolder(path, 'results');
    if (!added.ok) return added;
  }
  return ok(undefined);
}

/** Files that no manifest names, all or those that were picked, and foreign files that the user named. */
export function planOrphans(
  planning: Planning,
  {
    dataset,
    only,
    foreign = [],
    filesOnly = false,
  }: {
    readonly dataset?: string | undefined;
    readonly only?: readonly string[] | undefined;
    readonly foreign?: readonly string[] | undefined;
    readonly filesOnly?: boolean | undefined;
  },
): Result<PlanDraft, CleanError> {
  const check = checked(planning, dataset === undefined && only === undefined ? 'all' : 'some');
  if (!check.ok) return check;
  const draft = new PlanDraft(planning.site);
  const picked = only === undefined ? null : new Set(only);
  const orphans = candidatesInState(planning.context, ['orphan'], dataset);
  // A file that is cut off is taken by its name by a later run, which breaks then: these go first.
  for (const candidate of orphans.toSorted((one, other) => Number(other.isOdd) - Number(one.isOdd))) {
    // One that was picked and is no orphan any more has left the list that it was picked from.
    if (picked === null || picked.has(candidate.path)) draft.addStored(candidate, 'orphan');
  }
  const spare =
    dataset === undefined && !filesOnly ? addSpareFolders(planning, draft, picked) : ok(undefined);
  if (!spare.ok) return spare;
  const added = addForeign(planning, draft, foreign);
  if (!added.ok) return added;
  const known = checkScope(planning, draft);
  if (!known.ok) return known;
  const isNothing = draft.entries.length === 0 && draft.stays.length === 0;
  return isNothing ? checkUndecided(planning, draft, dataset) : known;
}

/** Where there is no orphan because something of what was asked for can't be told, that is the answer. */
function checkUndecided(
  { context }: Planning,
  draft: PlanDraft,
  dataset: string | undefined,
): Result<PlanDraft, CleanError> {
  if (candidatesInState(context, ['undecided'], dataset).length === 0) return ok(draft);
  const blocks = blockedBy(context).blocks.filter(
    ({ scope }) =>
      dataset === undefined || scope?.datasets.some((each) => foldName(each) === foldName(dataset)) !== false,
  );
  return blocks.length > 0 ? fail(unreadableError(blocks)) : ok(draft);
}

/** Folders that nothing names, all or those that were picked. */
export function planResults(planning: Planning, only?: readonly string[]): Result<PlanDraft, CleanError> {
  const check = checked(planning, 'all');
  if (!check.ok) return check;
  const draft = new PlanDraft(planning.site);
  const added = addSpareFolders(planning, draft, only === undefined ? null : new Set(only));
  return added.ok ? checkScope(planning, draft) : added;
}

/** Foreign files, one by one as the user named them. */
export function planForeign(planning: Planning, paths: readonly string[]): Result<PlanDraft, CleanError> {
  const check = checked(planning, 'some');
  if (!check.ok) return check;
  const draft = new PlanDraft(planning.site);
  const added = addForeign(planning, draft, paths);
  if (!added.ok) return added;
  return checkScope(planning, draft);
}
