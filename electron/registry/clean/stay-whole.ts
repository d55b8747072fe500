import { allRows } from '../index/database.ts';
import type { QueryContext } from '../state/context.ts';
import type { PipelineRow } from './going-pipelines.ts';
import type { Unmovable } from '../change/movable.ts';
import type { PlanDraft } from './plan-draft.ts';
import { candidatesOf, type Candidate } from './stored-candidates.ts';

/** What keeps a pipeline whole: a file that only it uses, and why that can't be moved. */
export interface HeldBack {
  readonly file: Candidate;
  readonly why: Unmovable | 'link';
}

/** Which of some pipelines use a file. */
function usersAmong({ index }: QueryContext, file: number, going: readonly number[]): number[] {
  return allRows<{ id: number }>(
    index,
    `SELECT DISTINCT r.manifest_id AS id FROM reference x CROSS JOIN record r ON r.id = x.record_id
     WHERE x.file_id = :file AND r.manifest_id IN (SELECT value FROM json_each(:going))`,
    { file, going: JSON.stringify(going) },
  ).map(({ id }) => id);
}

/**
 * The pipelines that stay whole, by their numbers in the index: stored files that only they use can't be moved. Without its manifest
 * such a file would be an orphan that nobody can clean up.
 */
export function heldBack(
  context: QueryContext,
  draft: PlanDraft,
  pipelines: readonly PipelineRow[],
): ReadonlyMap<number, HeldBack> {
  const held = new Map<number, HeldBack>();
  for (;;) {
    const going = pipelines.map(({ id }) => id).filter((id) => !held.has(id));
    const before = held.size;
    for (const file of candidatesOf(context, going)) {
      // What stays for another reason stays with or without the pipeline.
      const why = file.isShared || file.isClaimed || file.isRunning ? null : draft.obstacle(file);
      if (why === null) continue;
      for (const id of usersAmong(context, file.id, going)) held.set(id, { file, why });
    }
    // Those that stay use files of those that would have gone with them.
    if (held.size === before) return held;
  }
}

/** Notes in the draft that the pipelines which are held back stay, and returns the others. */
export function leaveHeld(
  draft: PlanDraft,
  pipelines: readonly PipelineRow[],
  held: ReadonlyMap<number, HeldBack>,
): PipelineRow[] {
  return pipelines.filter(({ id, manifest, size }) => {
    const back = held.get(id);
    if (back !== undefined) draft.stay(manifest, size, back.why);
    return back === undefined;
  });
}
