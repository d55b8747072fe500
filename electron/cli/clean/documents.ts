import type { Applied } from '../../registry/clean/apply.ts';
import type { EmptyCheck, Emptied } from '../../registry/clean/empty.ts';
import type { Skipped } from '../../registry/clean/outcome.ts';
import type { Plan } from '../../registry/clean/plan.ts';
import type { RestoredFile } from '../../registry/clean/restore.ts';

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

/** What putting back did. */
export function restoredDocument(done: {
  readonly restored: readonly RestoredFile[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
  readonly isCancelled: boolean;
}) {
  return {
    restored: done.restored.map((file) => ({ ...sized(file), target: file.target })),
    restored_bytes: bytesOf(done.restored),
    skipped: done.skipped.map(skippedFile),
    notes: done.notes,
    cancelled: done.isCancelled,
  };
}

/** What emptying would do: `entries` go, `stays` don't. */
export function emptyPlanDocument(checks: readonly (EmptyCheck & { readonly trash_id: string })[]) {
  const going = checks
    .filter(({ reason }) => reason === null)
    .map(({ trash_id, file }) => ({ trash_id, file }));
  return {
    kind: 'empty',
    entries: going.map(({ trash_id, file: { path, stamp } }) => ({ trash_id, path, size_bytes: stamp.size })),
    bytes: going.reduce((sum, { file }) => sum + file.stamp.size, 0),
    frees_bytes: going.reduce((sum, { file: { stamp } }) => sum + (stamp.links === 1 ? stamp.size : 0), 0),
    stays: checks.flatMap(({ trash_id, file: { path, stamp }, reason }) =>
      reason === null ? [] : [{ trash_id, path, size_bytes: stamp.size, reason }],
    ),
  };
}

/** What emptying did. */
export function emptiedDocument({ removed, freed_bytes, skipped, isCancelled }: Emptied) {
  return {
    removed: removed.map((file) => ({ trash_id: file.trash_id, ...sized(file) })),
    removed_bytes: bytesOf(removed),
    freed_bytes,
    skipped: skipped.map(skippedFile),
    cancelled: isCancelled,
  };
}
