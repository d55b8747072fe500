import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { stayText } from '../../../shared/text/clean-words.ts';
import { listPipelines } from '../ask/pipelines/pipelines.ts';
import { rulesAt } from '../layouts/layouts.ts';
import type { CleanError } from '../change/clean-error.ts';
import { pipelinesAt, type PipelineRow } from './going-pipelines.ts';
import { PlanDraft } from './plan-draft.ts';
import { checkReadable, checkScope, indexBusy, type Planning } from './planning.ts';
import { heldBack, leaveHeld } from './stay-whole.ts';
import { candidatesOf } from './stored-candidates.ts';

/** The stored files that only the pipelines of the draft use. */
function addExclusive({ context }: Planning, draft: PlanDraft): void {
  const going = draft.pipelines.map(({ id }) => id);
  for (const candidate of candidatesOf({ ...context, ended: going }, going)) {
    if (candidate.isShared) draft.stayStored(candidate, 'shared');
    else if (candidate.isClaimed) draft.stayStored(candidate, 'claimed');
    else if (candidate.isRunning) draft.stayStored(candidate, 'running');
    else draft.addStored(candidate, 'exclusive');
  }
}

/**
 * Adds several pipelines. One behind a link or on another disk stays, and with it the files that it uses; anything else
 * that is in the way of one is in the way of all.
 */
export function addPipelines(draft: PlanDraft, pipelines: readonly PipelineRow[]): Result<void, CleanError> {
  for (const pipeline of pipelines) {
    const added = draft.addPipeline(pipeline);
    if (added.ok) continue;
    if (added.error.code !== 'NOT_MOVABLE') return added;
    draft.stay(pipeline.manifest, pipeline.size, added.error.why);
  }
  return ok(undefined);
}

/**
 * The pipelines that can go whole; the others are told to stay, and where there is but one that refuses the plan: a manifest that
 * went without its files would leave them as orphans which nobody can clean up.
 */
function wholeOnes(
  { context }: Planning,
  draft: PlanDraft,
  pipelines: readonly PipelineRow[],
): Result<readonly PipelineRow[], CleanError> {
  const held = heldBack(context, draft, pipelines);
  const [only] = pipelines;
  const back = only === undefined ? undefined : held.get(only.id);
  if (only !== undefined && back !== undefined && pipelines.length === 1) {
    const { file, why } = back;
    const message =
      `${only.manifest} stays whole: ${file.path}, which only it uses, can't be moved into the trash ` +
      `(${stayText(why)}). To move the files of its folder alone: --keep-files`;
    return fail({ code: 'NOT_MOVABLE', message, path: file.path, why });
  }
  return ok(leaveHeld(draft, pipelines, held));
}

/** Pipelines: the files of their folders and those that only they use, or with `keepFiles` their folders alone. */
export function planPipelines(
  planning: Planning,
  manifests: readonly string[],
  keepFiles: boolean,
): Result<PlanDraft, CleanError> {
  if (planning.context.isStale === true) return fail(indexBusy());
  const pipelines = pipelinesAt(planning.context, manifests);
  const found = new Set(pipelines.map(({ manifest }) => manifest));
  const lost = manifests.find((manifest) => !found.has(manifest));
  if (lost !== undefined) {
    const message = `There is no pipeline ${lost} in the workspace.`;
    return fail({ code: 'NOT_FOUND', message, name: lost });
  }
  const readable = keepFiles ? ok(undefined) : checkReadable(planning, 'some');
  if (!readable.ok) return readable;
  const draft = new PlanDraft(planning.site);
  const movable = keepFiles ? ok(pipelines) : wholeOnes(planning, draft, pipelines);
  if (!movable.ok) return movable;
  // What is in the way of the only one is in the way of all.
  const [only] = pipelines.length === 1 ? movable.value : [];
  const added = only === undefined ? addPipelines(draft, movable.value) : draft.addPipeline(only);
  if (!added.ok) return added;
  if (!keepFiles) addExclusive(planning, draft);
  return checkScope(planning, draft);
}

/** Pipelines that failed, of one run or all, with the files that only they use. */
export function planFailed(planning: Planning, run: string | undefined): Result<PlanDraft, CleanError> {
  const readable = checkReadable(planning, run === undefined ? 'all' : 'some');
  if (!readable.ok) return readable;
  // One that may be running may have failed as well: whoever takes those too means it.
  const states = planning.consent.whileRunning ? (['failed', 'running'] as const) : (['failed'] as const);
  const listed = states.flatMap((state) => listPipelines(planning.context, { state }));
  // Those of a database the library alone deletes.
  const failed = listed.filter(
    ({ run: of, manifest }) =>
      (run === undefined || of === run) && rulesAt(manifest).whyPipelinesStay === undefined,
  );
  const draft = new PlanDraft(planning.site);
  const pipelines = pipelinesAt(
    planning.context,
    failed.map(({ manifest }) => manifest),
  );
  // Whoever cleans up beside a run means those that failed.
  const isGoing = ({ mayBeRunning }: PipelineRow): boolean => !mayBeRunning || planning.consent.whileRunning;
  for (const pipeline of pipelines) {
    if (!isGoing(pipeline)) draft.stay(pipeline.manifest, pipeline.size, 'writing');
  }
  const movable = wholeOnes(planning, draft, pipelines.filter(isGoing));
  const added = movable.ok ? addPipelines(draft, movable.value) : movable;
  if (!added.ok) return added;
  addExclusive(planning, draft);
  return checkScope(planning, draft);
}
