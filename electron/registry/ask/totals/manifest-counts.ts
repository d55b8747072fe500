import { isGoneBlock } from '../../../../shared/domain/known-use.ts';
import type { ManifestCounts } from '../../../../shared/api/numbers.ts';
import { firstRow } from '../../index/database.ts';
import { listBlocking } from '../../state/blocking.ts';
import type { QueryContext } from '../../state/context.ts';

/** The manifests of the workspace, and how much can't be read of it that nobody has decided about. */
export function manifestCounts(context: QueryContext): ManifestCounts {
  const found = firstRow<{ pipelines: number; copies: number }>(
    context.index,
    `SELECT coalesce(sum(is_primary), 0) AS pipelines, coalesce(sum(NOT is_primary), 0) AS copies FROM manifest WHERE stands_for IS NULL`,
  );
  const unread = listBlocking(context).filter((block) => !isGoneBlock(block));
  return { pipelines: found?.pipelines ?? 0, copies: found?.copies ?? 0, unreadable: unread.length };
}
