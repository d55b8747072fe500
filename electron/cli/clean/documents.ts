import { givesSpace } from '../../registry/files/gives-space.ts';
import type { Applied } from '../../registry/clean/apply.ts';
import type { DamagedBatch, EmptyCheck, Emptied } from '../../registry/trash/empty.ts';
import type { Rest } from '../../registry/change/interrupted.ts';
import type { Skipped } from '../../registry/change/outcome.ts';
import type { Plan } from '../../registry/change/plan.ts';
import type { RestoredFile } from '../../registry/trash/restore.ts';

/** What `--json` prints; keys are part of the contract of the command line. */

function bytesOf(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function sized({ path, size }: { readonly path: string; readonly size: number }) {
  return { path, size_bytes: size };
}

function skippedFile({ path, reason, message }: Skipped) {
  return { path, reason, ...(message === null ? {} : { message }) };
}

/** A plan. */
export function planDocument(plan: Plan) {
  return {
    plan_id: plan.id,
    kind: plan.kind,
    subject: plan.subject,
    made_at: new Date(plan.timeMs).toISOString(),
    entries: plan.entries.map((entry) => ({ ...sized(entry), reason: entry.reason })),
    bytes: plan.bytes,
    frees_bytes: plan.frees,
    breaks: plan.breaks,
    stays: plan.stays.map((file) => ({ ...sized(file), reason: file.reason })),
    notes: plan.notes,
    remarks: plan.remarks ?? [],
  };
}

/** What applying a plan did. */
export function appliedDocument({ trash_id, moved, skipped, notes, isCancelled }: Applied) {
  return {
    trash_id,
    moved: moved.map(({ path }) => path),
    moved_bytes: bytesOf(moved),
    skipped: skipped.map(skippedFile),
    notes,
    cancelled: isCancelled,
  };
}

/** What putting back would do; `clash` says of a file what lies in its place. */
export function returnPlanDocument(
  trash_id: string | null,
  files: readonly { readonly path: string; readonly size: number; readonly clash: string | null }[],
) {
  return {
    plan_id: null,
    kind: 'restore',
    trash_id,
    entries: files.map((file) => ({ ...sized(file), reason: 'undo', clash: file.clash })),
    bytes: bytesOf(files),
    breaks: [],
  };
}

/** What finishing work that was cut off has still to see to. */
export function restPlanDocument({ trash_id, work, files }: Rest) {
  return {
    plan_id: null,
    kind: 'resume',
    trash_id,
    work,
    entries: files.map((file) => ({ ...sized(file), reason: work })),
    bytes: bytesOf(files),
    breaks: [],
  };
}

/** What putting back did: `moved` as with every change, and where each file went. */
export function restoredDocument(done: {
  readonly trash_id: string | null;
  readonly restored: readonly RestoredFile[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
  readonly isCancelled: boolean;
}) {
  return {
    trash_id: done.trash_id,
    moved: done.restored.map(({ target }) => target),
    moved_bytes: bytesOf(done.restored),
    restored: done.restored.map((file) => ({ ...sized(file), target: file.target })),
    restored_bytes: bytesOf(done.restored),
    skipped: done.skipped.map(skippedFile),
    notes: done.notes,
    cancelled: done.isCancelled,
  };
}

/** What emptying would do: `entries` go, `stays` don't. */
export function emptyPlanDocument({
  files: checks,
  damaged,
}: {
  readonly files: readonly (EmptyCheck & { readonly trash_id: string })[];
  readonly damaged: readonly DamagedBatch[];
}) {
  const going = checks
    .filter(({ reason }) => reason === null)
    .map(({ trash_id, file }) => ({ trash_id, file }));
  return {
    plan_id: null,
    kind: 'empty',
    entries: going.map(({ trash_id, file: { path, stamp } }) => ({
      trash_id,
      path,
      size_bytes: stamp.size,
      reason: 'in the trash',
    })),
    breaks: [],
    bytes: going.reduce((sum, { file }) => sum + file.stamp.size, 0),
    frees_bytes: going.reduce((sum, { file: { stamp } }) => sum + (givesSpace(stamp) ? stamp.size : 0), 0),
    stays: checks.flatMap(({ trash_id, file: { path, stamp }, reason }) =>
      reason === null ? [] : [{ trash_id, path, size_bytes: stamp.size, reason }],
    ),
    damaged,
  };
}

/** What emptying did: nothing is moved, `removed` is gone for good. */
export function emptiedDocument({ removed, freed_bytes, skipped, damaged, isCancelled }: Emptied) {
  const batches = new Set(removed.map(({ trash_id }) => trash_id));
  return {
    trash_id: batches.size === 1 ? [...batches][0] : null,
    moved: [],
    moved_bytes: 0,
    removed: removed.map((file) => ({ trash_id: file.trash_id, ...sized(file) })),
    removed_bytes: bytesOf(removed),
    freed_bytes,
    skipped: skipped.map(skippedFile),
    damaged,
    cancelled: isCancelled,
  };
}
