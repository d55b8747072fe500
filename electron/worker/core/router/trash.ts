import type { TrashBatch, TrashTotals } from '../../../../shared/api/deletion/trash-parts.ts';
import { takeLockAway } from '../../../registry/change/held-lock.ts';
import { unfinishedWork } from '../../../registry/change/interrupted.ts';
import type { BatchState, TrashState } from '../../../registry/trash/trash-state.ts';
import type { ServedWorkspace } from '../served-workspace.ts';
import { LookStopped } from '../known-trash.ts';
import { servedBy } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';
import { contractLock, refusal, type ErrorMakers } from './refusal.ts';
import { followed, workingBy } from './working.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A look at the trash, with the errors that it may end with. */
async function looked<Value>(errors: ErrorMakers, look: Promise<Value>): Promise<Value> {
  try {
    return await look;
  } catch (error) {
    if (!(error instanceof LookStopped)) throw error;
    throw errors.WORK_STOPPED?.({ data: { reason: error.message } }) ?? error;
  }
}

/** The batches of the trash; a trash that can't be looked at is an error. */
async function batchesOf(errors: ErrorMakers, served: ServedWorkspace): Promise<TrashState['batches']> {
  const { batches, problem } = await looked(errors, served.trash.state());
  if (problem === null) return batches;
  const { trash: path } = served.site;
  throw errors.CANNOT_WRITE?.({ data: { path, reason: problem } }) ?? new Error(problem);
}

function totalsOf(batches: TrashState['batches']): TrashTotals {
  const sum = (value: (batch: BatchState) => number): number =>
    batches.reduce((total, batch) => total + value(batch), 0);
  return {
    batches: batches.length,
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
    frees_bytes: sum(({ frees_bytes: bytes }) => bytes),
    wanted: sum(({ wanted }) => wanted),
    interrupted: sum(({ interrupted }) => (interrupted === null ? 0 : 1)),
  };
}

function contractBatch({ trash_id: id, wanted_paths: _wanted, ...batch }: BatchState): TrashBatch {
  return { id, ...batch };
}

/** Looking at the trash. */
export function trashLookHandlers(trash: CoreProcedures['trash']) {
  return {
    unfinished: trash.unfinished.handler((asking) => {
      const served = servedBy(asking);
      const {
        site,
        jobs: { changing },
      } = served;
      const unfinished = unfinishedWork(site);
      if (!unfinished.ok) throw refusal(asking.errors, unfinished.error, site, 'lock');
      const { work, lock } = unfinished.value;
      // Another Stemma that is at work, or was, has changed more than the trash.
      if (changing === null && !served.trash.knows(work)) served.scan();
      const isOurs = changing !== null && lock?.owner?.nonce.startsWith(changing.mark) === true;
      return {
        work,
        lock: lock === null || isOurs ? null : contractLock(lock),
        running: changing?.kind ?? null,
      };
    }),
    totals: trash.totals.handler(async (asking) =>
      totalsOf(await batchesOf(asking.errors, servedBy(asking))),
    ),
    list: trash.list.handler(async (asking) => {
      const batches = await batchesOf(asking.errors, servedBy(asking));
      return { batches: batches.map(contractBatch).toReversed() };
    }),
    files: trash.files.handler(async (asking) => {
      const { trash: id, offset, limit } = asking.input;
      const { errors } = asking;
      const served = servedBy(asking);
      const batch = (await batchesOf(errors, served)).find((known) => known.trash_id === id);
      const found = await looked(errors, served.trash.files(id));
      if (!found.ok) throw refusal(errors, found.error, served.site, 'trash');
      const wanted = new Set(batch?.wanted_paths);
      const sorted = found.value.toSorted((one, other) => (one.path < other.path ? -1 : 1));
      return {
        files: sorted.slice(offset, offset + limit).map(({ path, size, clash }) => ({
          path,
          size_bytes: size,
          wanted: wanted.has(path),
          clash,
        })),
        total: sorted.length,
        conflicts: sorted.filter(({ clash }) => clash === 'conflict').length,
        beside: sorted.filter(({ clash }) => clash === 'beside').length,
      };
    }),
  };
}

/** Changing the trash. */
export function trashWorkHandlers(trash: CoreProcedures['trash']) {
  return {
    restore: trash.restore.handler((asking) => {
      const { trash: id, files = [] } = asking.input;
      return followed(workingBy(asking, 'trash'), 'restore', { id, paths: files });
    }),
    restoreWanted: trash.restoreWanted.handler((asking) => {
      return followed(workingBy(asking, 'trash'), 'restoreWanted', null);
    }),
    empty: trash.empty.handler((asking) => {
      const { trash: ids = [], older_than_days: days, confirm_empty: confirmEmpty = null } = asking.input;
      const olderThanMs = days === undefined ? null : days * DAY_MS;
      return followed(workingBy(asking, 'trash'), 'empty', {
        ids,
        olderThanMs,
        said: { confirmEmpty, countEmpty: [], countDeleted: [] },
      });
    }),
    resume: trash.resume.handler((asking) => {
      const { input } = asking;
      return followed(workingBy(asking, 'trash'), 'resume', {
        id: input.trash,
        said: {
          confirmEmpty: input.confirm_empty ?? null,
          countEmpty: input.count_empty ?? [],
          countDeleted: input.count_deleted ?? [],
        },
      });
    }),
    takeOver: trash.takeOver.handler((asking) => {
      const { jobs, site } = servedBy(asking);
      const busy = jobs.changing?.kind ?? null;
      if (busy !== null) throw asking.errors.BUSY({ data: { work: busy } });
      const taken = takeLockAway(site, asking.input.mark);
      if (!taken.ok) throw refusal(asking.errors, taken.error, site, 'lock');
      return {};
    }),
  };
}
