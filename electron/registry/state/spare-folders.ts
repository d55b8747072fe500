import type { WorkspacePath } from '../files/paths.ts';
import { firstRow, type ReadableIndex } from '../index/database.ts';
import { READ_LAYOUTS } from '../layouts/layouts.ts';
import { blockedBy } from './blocking.ts';
import { MAY_BE_RUNNING, recentAfterNs, type QueryContext } from './context.ts';

/** A folder that nothing names, as the last scan found it. */
export interface FoundSpare {
  readonly path: WorkspacePath;
  readonly files: number;
  readonly bytes: number;
  /** When something in it was last written, in nanoseconds since 1970. */
  readonly newestNs: bigint;
  /** Whether something may still come to name it: it is younger than the grace period, or a run of its layout may be going on. */
  readonly isYoung: boolean;
}

/** Whether a layout that keeps such folders has any pipeline here. */
export function keepsSpare(index: ReadableIndex): boolean {
  const names = READ_LAYOUTS.filter(({ rules }) => rules.spareFolders !== undefined).map(({ name }) => name);
  const sql = 'SELECT 1 FROM manifest WHERE layout IN (SELECT value FROM json_each(:names)) LIMIT 1';
  return firstRow(index, sql, { names: JSON.stringify(names) }) !== undefined;
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
    return folders.map((folder) => ({ ...folder, isYoung: isRunning || folder.newestNs > recentAfter }));
  });
}
