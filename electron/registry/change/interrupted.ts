import type { BatchWork } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { UnfinishedWork } from '../../../shared/api/deletion/trash-parts.ts';
import type { FileError } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { trashPath, type Batch } from './batch.ts';
import type { CleanError } from './clean-error.ts';
import type { Site } from './site.ts';
import { batchNames, filesOf, findSoundBatch, isInterrupted } from './trash.ts';

/** All work on the trash that is not finished. Can be asked at any time. */
export function unfinishedWork(site: Site): Result<UnfinishedWork[], FileError> {
  const states = batchNames(site);
  if (!states.ok) return states;
  return ok(
    states.value.flatMap(({ id, state }) => (isInterrupted(state) ? [{ trash_id: id, work: state }] : [])),
  );
}

/** Files of the workspace with their sizes in bytes. */
export interface Rest {
  readonly trash_id: string;
  readonly work: BatchWork;
  readonly files: readonly { readonly path: WorkspacePath; readonly size: number }[];
}

function movable(site: Site, { plan }: Batch): Rest['files'] {
  return (plan?.entries ?? []).filter(({ path }) => site.fs.lstat(systemPath(site.root, path)).ok);
}

/** What finishing work that was cut off has still to see to. */
export function restOf(site: Site, id: string): Result<Rest, CleanError> {
  const batch = findSoundBatch(site, id);
  if (!batch.ok) return batch;
  const { state } = batch.value;
  if (!isInterrupted(state)) {
    return fail({ code: 'NOT_FOUND', message: `The work on ${id} is finished.`, name: id });
  }
  if (state === 'moving') {
    const files = movable(site, batch.value).filter(
      ({ path }) => !site.fs.lstat(trashPath(site, id, path)).ok,
    );
    return ok({ trash_id: id, work: state, files });
  }
  const files = filesOf(site, batch.value);
  if (!files.ok) return files;
  return ok({
    trash_id: id,
    work: state,
    files: files.value.map(({ path, stamp }) => ({ path, size: stamp.size })),
  });
}
