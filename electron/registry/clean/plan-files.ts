import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from './clean-error.ts';
import { PlanDraft } from './plan-draft.ts';
import { checkHasManifests, checkReadable, type Planning } from './planning.ts';
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

function checked(planning: Planning): Result<void, CleanError> {
  const readable = checkReadable(planning);
  return readable.ok ? checkHasManifests(planning.workspace, planning.consent.empty) : readable;
}

/** Files that no manifest names, all or those that were picked, and foreign files that the user named. */
export function planOrphans(
  planning: Planning,
  {
    dataset,
    only,
    foreign = [],
  }: {
    readonly dataset?: string;
    readonly only?: readonly string[];
    readonly foreign?: readonly string[];
  },
): Result<PlanDraft, CleanError> {
  const check = checked(planning);
  if (!check.ok) return check;
  const draft = new PlanDraft(planning.site);
  const picked = only === undefined ? null : new Set(only);
  const orphans = candidatesInState(planning.context, ['orphan'], dataset);
  // A file that is cut off is taken by its name by a later run, which breaks then: these go first.
  for (const candidate of orphans.toSorted((one, other) => Number(other.isOdd) - Number(one.isOdd))) {
    // One that was picked and is no orphan any more has left the list that it was picked from.
    if (picked === null || picked.has(candidate.path)) draft.addStored(candidate, 'orphan');
  }
  const added = addForeign(planning, draft, foreign);
  return added.ok ? ok(draft) : added;
}

/** Foreign files, one by one as the user named them. */
export function planForeign(planning: Planning, paths: readonly string[]): Result<PlanDraft, CleanError> {
  const check = checked(planning);
  if (!check.ok) return check;
  const draft = new PlanDraft(planning.site);
  const added = addForeign(planning, draft, paths);
  return added.ok ? ok(draft) : added;
}
