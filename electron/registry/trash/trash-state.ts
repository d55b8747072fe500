import { dirname } from 'node:path/posix';
import type { TrashBatch } from '../../../shared/api/deletion/trash-parts.ts';
import type { WorkspacePath } from '../files/paths.ts';
import type { ReadableIndex } from '../index/database.ts';
import type { TrashedFile } from '../change/batch-files.ts';
import type { Settled } from '../state/blocking.ts';
import { isTaken } from './restore-targets.ts';
import { decisionsFor } from '../change/decisions.ts';
import { settledBy, settledWith } from '../change/settled.ts';
import type { Site } from '../change/site.ts';
import { batchFiles, shownBatch, type ShownBatch } from '../change/trash.ts';
import { wantedAmong, type BatchFiles } from '../change/wanted.ts';

/** A batch, with what is known only after looking at all of it. */
export interface BatchState extends ShownBatch, Pick<TrashBatch, 'folders' | 'folder_count' | 'conflicts'> {
  /** Its files that a manifest names again. */
  readonly wanted_paths: readonly WorkspacePath[];
}

/** What our folder in a workspace says, read once after each scan and each piece of work. */
export interface TrashState {
  readonly batches: readonly BatchState[];
  /** Why the trash can't be looked at; null where it can. */
  readonly problem: string | null;
  /** What the user decided about what is in the way. */
  readonly settled: Settled;
}

/** Folders that are shown of a batch. */
const SHOWN = 5;

/** Whether a file would stay in the trash; one of a pipeline's folder goes beside the new one. What can't be looked at is left to restoring. */
function isConflict(site: Site, id: string, file: TrashedFile): boolean {
  if ((file.entry?.folder ?? null) !== null) return false;
  const taken = isTaken(site, id, file);
  return taken.ok && taken.value;
}

function stateOf(site: Site, { batch, files }: BatchFiles, wanted: ReadonlySet<WorkspacePath>): BatchState {
  const folders = new Set(files.map(({ path, entry }) => entry?.folder ?? dirname(path)));
  return {
    ...shownBatch(batch, files, wanted),
    wanted_paths: [...wanted],
    folders: [...folders].toSorted().slice(0, SHOWN),
    folder_count: folders.size,
    conflicts: files.filter((file) => isConflict(site, batch.id, file)).length,
  };
}

/**
 * Looks at the trash and the decisions.
 *
 * @param index of the workspace as it is now; null where there is none, so that nothing is known to be wanted
 */
export function trashState(site: Site, index: ReadableIndex | null): TrashState {
  const decisions = decisionsFor(site, index);
  const settled = index === null ? settledBy(decisions) : settledWith(site, index, decisions);
  const all = batchFiles(site);
  if (!all.ok) return { batches: [], problem: all.error.message, settled };
  const wanted = index === null ? [] : wantedAmong(site, index, all.value);
  const none = new Set<WorkspacePath>();
  return {
    batches: all.value.map((each, place) => stateOf(site, each, wanted[place] ?? none)),
    problem: null,
    settled,
  };
}
