import type { Unreadable } from '../../../shared/domain/manifest.ts';
import type { ImportItem } from './import-plan.ts';

/** What an item has that brings nothing in. */
export const NOTHING = {
  records: 0,
  files: [],
  folderFiles: [],
  manifest: null,
  excerpt: null,
  says: null,
  meets: null,
  own: null,
  unresolved: [],
  notes: [],
  missingFolds: [],
  isTaken: false,
};

/** A manifest that can't be brought in, and why, the end of a sentence. */
export function broken(
  source: string,
  reason: string,
  at: Pick<Unreadable, 'line' | 'column'> = { line: null, column: null },
): ImportItem {
  return { ...NOTHING, source, target: null, status: 'broken', reason, line: at.line, column: at.column };
}
