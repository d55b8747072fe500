import { allRows, type ReadableIndex } from '../index/database.ts';
import type { QueryContext } from './context.ts';

/** A manifest or folder that can't be read, as `stats` lists it. Lines and columns count from 1. */
export interface UnreadableEntry {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly code: string;
}

/** All that can't be read in the workspace, by path. The workspace's own folder is `.`. */
export function listUnreadable(index: ReadableIndex): UnreadableEntry[] {
  return allRows<UnreadableEntry>(
    index,
    `SELECT path, error_line AS "line", error_column AS "column", error_message AS message, error_code AS code
     FROM manifest WHERE state = 1
     UNION ALL
     SELECT CASE path WHEN '' THEN '.' ELSE path END, NULL, NULL, message, 'UNLISTABLE' FROM problem
     ORDER BY path`,
  );
}

/** What of it stands in the way of calling a file an orphan: all but what the user decided to count as empty. */
export function listBlocking({
  index,
  countedEmpty = [],
}: Pick<QueryContext, 'index' | 'countedEmpty'>): UnreadableEntry[] {
  return listUnreadable(index).filter(({ path }) => !countedEmpty.includes(path));
}
