import type { WorkspacePath } from '../files/paths.ts';
import { firstRow } from '../index/database.ts';
import { READ_LAYOUTS } from '../layouts/layouts.ts';
import { blockedBy } from '../state/blocking.ts';
import { MAY_BE_RUNNING, recentAfterNs, type QueryContext } from '../state/context.ts';

/** A folder that nothing names, as the last scan found it. */
export interface FoundSpare {
  readonly path: WorkspacePath;
  /** Whether something may still come to name it: it is younger than the grace period, or a run of its layout may be going on. */
  readonly isYoung: boolean;
}

/** The folders that nothing names; none while something can't be read that may name any of them. */
export function lookAtSpare(context: QueryContext): FoundSpare[] {
  if (context.isStale === true || blockedBy(context).isWhole) return [];
  const recentAfter = recentAfterNs(context);
  return READ_LAYOUTS.flatMap(({ name, rules }) => {
    const folders = rules.spareFolders?.(context.index) ?? [];
    if (folders.length === 0) return [];
    const running = `SELECT 1 FROM manifest m WHERE m.layout = :name AND ${MAY_BE_RUNNING} LIMIT 1`;
    const isRunning =
      context.graceMs > 0 && firstRow(context.index, running, { name, recentAfter }) !== undefined;
    return folders.map(({ path, newestNs }) => ({ path, isYoung: isRunning || newestNs > recentAfter }));
  });
}
