import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { setState, trashPath, type Batch } from '../change/batch.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import { pruneFiles, removeBatch } from '../change/clear-away.ts';
import type { Cleaning } from '../change/look.ts';
import { moveFile, type Move } from '../change/move.ts';
import { syncMoved } from '../change/move-entries.ts';
import type { Plan, PlanEntry } from '../change/plan.ts';
import { putBack } from '../change/put-back.ts';
import { prepareBatch } from '../clean/apply.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isNowhere } from '../files/trust.ts';
import { ownPlan } from './own-plan.ts';
import type { ImportFile } from './import-plan.ts';

/** The damaged files among those that some files take the place of, each once. */
export function damagedAmong(files: readonly ImportFile[]): PlanEntry[] {
  const entries = new Map<WorkspacePath, PlanEntry>();
  for (const { path, status, replaces } of files) {
    if (replaces === null || status !== 'copy') continue;
    const { sha256, ...stamp } = replaces;
    entries.set(path, { path, ...stamp, hash: sha256, reason: 'damaged', folder: null });
  }
  return [...entries.values()];
}

/**
 * The batch of the trash that damaged files go to, each right before the right bytes take its place. Its journal is on the disk before the
 * first goes, so that after a crash it is interrupted work like any other. For callers that hold the lock.
 */
export class DamagedBatch {
  readonly #cleaning: Cleaning;
  readonly #batch: Batch;
  readonly #plan: Plan;
  readonly #entries: ReadonlyMap<WorkspacePath, PlanEntry>;
  readonly #moved: PlanEntry[] = [];

  private constructor(cleaning: Cleaning, batch: Batch, plan: Plan) {
    this.#cleaning = cleaning;
    this.#batch = batch;
    this.#plan = plan;
    this.#entries = new Map(plan.entries.map((entry) => [entry.path, entry]));
  }

  static prepare(
    cleaning: Cleaning,
    id: string,
    entries: readonly PlanEntry[],
  ): Result<DamagedBatch, CleanError> {
    const plan = ownPlan(cleaning.site, 'import', entries);
    const batch = prepareBatch(cleaning, id, plan);
    return batch.ok ? ok(new DamagedBatch(cleaning, batch.value, plan)) : batch;
  }

  /** Its id; null as long as nothing went there. */
  get taken(): string | null {
    return this.#moved.length === 0 ? null : this.#batch.id;
  }

  takes(path: WorkspacePath): boolean {
    return this.#entries.has(path);
  }

  /** Takes a damaged file out of the way, if it is as the plan saw it. */
  takeAway(path: WorkspacePath): Move {
    const { site } = this.#cleaning;
    const entry = this.#entries.get(path);
    if (entry === undefined) return { kind: 'changed' };
    const move = moveFile(
      site.fs,
      systemPath(site.root, path),
      trashPath(site, this.#batch.id, path),
      ({ size, mtimeNs, inode, device }) =>
        size === entry.size && mtimeNs === entry.mtimeNs && inode === entry.inode && device === entry.device,
    );
    if (move.kind === 'moved') this.#moved.push(entry);
    return move;
  }

  /** Puts one back whose place nothing took. */
  putBack(path: WorkspacePath): void {
    putBack(this.#cleaning.site, this.#batch.id, path);
  }

  /** Notes that nothing of it is going on any more. One that holds nothing goes away. */
  finish(): Result<void, CleanError> {
    const { site } = this.#cleaning;
    syncMoved(site, this.#batch.id, this.#moved);
    const isEmpty = this.#plan.entries.every(({ path }) => {
      const there = site.fs.lstat(trashPath(site, this.#batch.id, path));
      return !there.ok && isNowhere(there.error);
    });
    if (isEmpty && pruneFiles(site, this.#batch) && removeBatch(site, this.#batch.id)) return ok(undefined);
    const noted = setState(site, this.#batch, isEmpty ? 'restored' : 'complete');
    return noted.ok ? noted : fail(writeError(noted.error, site.trash));
  }
}
