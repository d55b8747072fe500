import { fail, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import { pipelinesOfDataset } from './going-pipelines.ts';
import { PlanDraft } from './plan-draft.ts';
import { addPipelines } from './plan-pipelines.ts';
import { checkHasManifests, checkReadable, checkScope, type Planning } from './planning.ts';
import { heldBack, leaveHeld } from './stay-whole.ts';
import { candidatesBelow, candidatesOf } from './stored-candidates.ts';

/**
 * A whole dataset: the folders of its pipelines, all in the folders that they share, and the old-style files that only its
 * pipelines use. Copies of manifests that need something of it break, and are listed; its prediction files stay.
 */
export function planDataset(planning: Planning, dataset: string): Result<PlanDraft, CleanError> {
  const readable = checkReadable(planning, 'some');
  const known = readable.ok ? checkHasManifests(planning.workspace, planning.consent.empty) : readable;
  if (!known.ok) return known;
  const { context, site } = planning;
  const pipelines = pipelinesOfDataset(context, dataset);
  const draft = new PlanDraft(site);
  const held = heldBack(context, draft, pipelines);
  const added = addPipelines(draft, leaveHeld(draft, pipelines, held));
  if (!added.ok) return added;
  const going = draft.pipelines.map(({ id }) => id);
  const below = candidatesBelow(context, dataset, going);
  if (below.length === 0 && pipelines.length === 0) {
    return fail({
      code: 'NOT_FOUND',
      message: `There is no dataset ${dataset} in the workspace.`,
      name: dataset,
    });
  }
  const needed = new Set(candidatesOf(context, [...held.keys()]).map(({ id }) => id));
  for (const candidate of below) {
    if (needed.has(candidate.id)) draft.stayStored(candidate, 'shared');
    else if (candidate.isClaimed) draft.stayStored(candidate, 'claimed');
    else draft.addStored(candidate, 'dataset');
  }
  const inBinaries = new Set(below.map(({ id }) => id));
  for (const candidate of candidatesOf({ ...context, ended: going }, going)) {
    if (inBinaries.has(candidate.id)) continue;
    if (candidate.isShared) draft.stayStored(candidate, 'shared');
    else if (candidate.isClaimed) draft.stayStored(candidate, 'claimed');
    else if (candidate.isRunning) draft.stayStored(candidate, 'running');
    else draft.addStored(candidate, 'exclusive');
  }
  return checkScope(planning, draft);
}
