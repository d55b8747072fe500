import type { CleanKinds, SpareFolder, SparePage } from '../../../../shared/api/deletion/clean-lists.ts';
import { isoOfNanoseconds } from '../../index/timestamps.ts';
import { blockedBy } from '../../state/blocking.ts';
import type { QueryContext } from '../../state/context.ts';
import { keepsSpare, lookAtSpare } from '../../state/spare-folders.ts';

/** A part of the folders that nothing names, the largest first. */
export function spareList(context: QueryContext, offset: number, limit: number): SparePage {
  const all = lookAtSpare(context).toSorted(
    (one, other) => other.bytes - one.bytes || (one.path < other.path ? -1 : 1),
  );
  const folders = all
    .slice(offset, offset + limit)
    .map(({ path, files, bytes, newestNs, isYoung }): SpareFolder => ({
      path,
      files,
      size_bytes: bytes,
      mtime: isoOfNanoseconds(newestNs),
      young: isYoung,
    }));
  return { folders, total: all.length };
}

/** What they are together; null where no layout here keeps such, or it can't be told now which nothing names. */
export function spareTotals(context: QueryContext): CleanKinds['results'] {
  if (!keepsSpare(context.index) || context.isStale === true || blockedBy(context).isWhole) return null;
  const sum = { folders: 0, files: 0, bytes: 0 };
  for (const { files, bytes } of lookAtSpare(context)) {
    sum.folders += 1;
    sum.files += files;
    sum.bytes += bytes;
  }
  return sum;
}
