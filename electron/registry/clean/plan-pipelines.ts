import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { listPipelines } from '../query/pipelines.ts';
import type { CleanError } from './clean-error.ts';
import { pipelinesAt, type PipelineRow } from './going-pipelines.ts';
import { PlanDraft } from './plan-draft.ts';
import { checkNotRunning, checkReadable, indexBusy, type Planning } from './planning.ts';
import { candidatesOf } from './stored-candidates.ts';

/** The stored files that only the pipelines of the draft use. */
function addExclusive({ context }: Planning, draft: PlanDraft): void {
  const going = draft.pipelines.map(({ id }) => id);
  for (const candidate of candidatesOf(context, going)) {
    const { path, size } = candidate;
    if (candidate.isShared) draft.stay(path, size, 'shared');
    else if (candidate.isClaimed) draft.stay(path, size, 'claimed');
    else if (candidate.isRunning) draft.stay(path, size, 'running');
    else draft.addStored(candidate, 'exclusive');
  }
}

/** One pipeline: the files of its folder and those that only it uses, or with `keepFiles` its folder alone. */
export function planPipeline(
  planning: Planning,
  manifest: string,
  keepFiles: boolean,
): Result<PlanDraft, CleanError> {
  if (planning.context.isStale === true) return fail(indexBusy());
  const [pipeline] = pipelinesAt(planning.context, [manifest]);
  if (pipeline === undefined) {
    const message = `There is no pipeline ${manifest} in the workspace.`;
    return fail({ code: 'NOT_FOUND', message, name: manifest });
  }
  const readable = keepFiles ? ok(undefined) : checkReadable(planning);
  if (!readable.ok) return readable;
  const ended = checkNotRunning([pipeline]);
  if (!ended.ok) return ended;
  const draft = new PlanDraft(planning.site);
  const added = draft.addPipeline(pipeline);
  if (!added.ok) return added;
  if (!keepFiles) addExclusive(planning, draft);
  return ok(draft);
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
    draft.stay(pipeline.manifest, pipeline.size, 'link');
  }
  return ok(undefined);
}

/** Pipelines that failed, of one run or all, with the files that only they use. */
export function planFailed(planning: Planning, run: string | undefined): Result<PlanDraft, CleanError> {
  const readable = checkReadable(planning);
  if (!readable.ok) return readable;
  const failed = listPipelines(planning.context, { state: 'failed' }).filter(
    (pipeline) => run === undefined || pipeline.run === run,
  );
  const draft = new PlanDraft(planning.site);
  const added = addPipelines(
    draft,
    pipelinesAt(
      planning.context,
      failed.map(({ manifest }) => manifest),
    ),
  );
  if (!added.ok) return added;
  addExclusive(planning, draft);
  return ok(draft);
}
