import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { listPipelines } from '../query/pipelines.ts';
import type { CleanError } from './clean-error.ts';
import { pipelinesAt, type PipelineRow } from './going-pipelines.ts';
import { PlanDraft } from './plan-draft.ts';
import { checkNotRunning, checkReadable, checkScope, indexBusy, type Planning } from './planning.ts';
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
  const ended = checkNotRunning(pipelines);
  if (!ended.ok) return ended;
  const draft = new PlanDraft(planning.site);
  const [only, ...others] = pipelines;
  // What is in the way of the only one is in the way of all.
  const added =
    only !== undefined && others.length === 0 ? draft.addPipeline(only) : addPipelines(draft, pipelines);
  if (!added.ok) return added;
  if (!keepFiles) addExclusive(planning, draft);
  const known = checkScope(planning, draft);
  return known.ok ? ok(draft) : known;
}

/** Pipelines that failed, of one run or all, with the files that only they use. */
export function planFailed(planning: Planning, run: string | undefined): Result<PlanDraft, CleanError> {
  const readable = checkReadable(planning, run === undefined ? 'all' : 'some');
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
  const known = checkScope(planning, draft);
  return known.ok ? ok(draft) : known;
}
