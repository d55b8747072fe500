import type { WorkResult } from '../../../shared/api/deletion/clean-work.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import type { Applied } from '../../registry/clean/apply.ts';
import type { Emptied } from '../../registry/trash/empty.ts';
import type { Skipped } from '../../registry/change/outcome.ts';
import type { Restored } from '../../registry/trash/restore.ts';
import type { Resumed } from '../../registry/trash/resume.ts';
import type { ReadableIndex } from '../../registry/index/database.ts';
import { namedSince } from '../../registry/ask/files/named-since.ts';

/** Lists of a result hold so many rows at most: a notice shows some, not all. */
const MOST = 1000;

function totals(files: readonly { readonly size: number }[]): WorkResult['done'] {
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** What was left, those that had not had their turn last. */
function left(
  skipped: readonly Skipped[],
  since: ReadonlyMap<string, number> = new Map(),
): Pick<WorkResult, 'skipped' | 'skipped_files'> {
  const isCancelled = ({ reason }: Skipped): boolean => reason === 'cancelled';
  const ordered = [...skipped.filter((one) => !isCancelled(one)), ...skipped.filter(isCancelled)];
  const told = ordered.slice(0, MOST).map((one) => ({ ...one, named_since: since.get(one.path) ?? null }));
  return { skipped: told, skipped_files: skipped.length };
}

/** Since when manifests name what was left for that, as the index has it after the work. */
function sinceOf(index: ReadableIndex, skipped: readonly Skipped[]): Map<string, number> {
  const named = skipped.filter(({ reason }) => reason === 'referenced' || reason === 'wanted-again');
  return namedSince(
    index,
    named.map(({ path }) => path),
  );
}

/** A clean-up as the contract tells it. */
export function appliedResult(
  { trash_id, moved, skipped, notes, isCancelled }: Applied,
  index: ReadableIndex,
): WorkResult {
  return {
    work: 'moving',
    trash_id,
    done: totals(moved),
    freed_bytes: 0,
    beside: [],
    ...left(skipped, sinceOf(index, skipped)),
    notes,
    cancelled: isCancelled,
  };
}

/** Putting back as the contract tells it. */
export function restoredResult(done: Omit<Restored, 'trash_id'>, id: string | null): WorkResult {
  const beside = done.restored.filter(({ path, target }) => path !== target);
  return {
    work: 'restoring',
    trash_id: id,
    done: totals(done.restored),
    freed_bytes: 0,
    beside: beside.slice(0, MOST).map(({ path, target }) => ({ path, target })),
    ...left(done.skipped),
    notes: done.notes,
    cancelled: done.isCancelled,
  };
}

/** Deleting for good as the contract tells it. */
export function emptiedResult(done: Emptied, id: string | null): WorkResult {
  return {
    work: 'emptying',
    trash_id: id,
    done: totals(done.removed),
    freed_bytes: done.freed_bytes,
    beside: [],
    ...left(done.skipped),
    notes: done.damaged.length > 0 ? ['DAMAGED_LEFT'] : [],
    cancelled: done.isCancelled,
  };
}

/** Finishing work that was cut off as the contract tells it. */
export function resumedResult(resumed: Resumed, id: string, index: ReadableIndex): WorkResult {
  switch (resumed.kind) {
    case 'moving':
      return appliedResult(resumed.done, index);
    case 'restoring':
      return restoredResult(resumed.done, id);
    case 'emptying':
      return emptiedResult(resumed.done, id);
  }
}

/** What work came to as the contract tells it, or why it was refused. */
export function resultOf<Done>(
  done: Result<Done, CleanError>,
  tell: (done: Done) => WorkResult,
): Result<WorkResult, CleanError> {
  return done.ok ? ok(tell(done.value)) : done;
}
