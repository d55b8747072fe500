import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { Memo } from '../../electron/registry/columns/memo.ts';
import { ungraced } from './scanning.ts';

/** A question that sums up over all records, without a grace period, with nothing worked out before. */
export function fresh(index: ReadableIndex): ViewContext {
  return { ...ungraced(index), memo: new Memo() };
}
