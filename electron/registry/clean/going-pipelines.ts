import { prepare } from '../index/database.ts';
import { MAY_BE_RUNNING, recentAfterNs, type QueryContext } from '../state/context.ts';
import { manifestsWrittenNow } from '../state/writing-now.ts';
import type { GoingPipeline } from '../change/plan.ts';

/** A pipeline that may go, as the last scan found its manifest. */
export interface PipelineRow extends GoingPipeline {
  /** Its number in the index. */
  readonly id: number;
}

interface Row {
  readonly id: bigint;
  readonly manifest: string;
  readonly uid: string | null;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  readonly running: bigint;
}

/** @param diskNowMs see {@link manifestsWrittenNow} */
function rows(
  context: QueryContext,
  diskNowMs: number,
  where: string,
  parameters: Record<string, string>,
): PipelineRow[] {
  const statement = prepare(
    context.index,
    `SELECT m.id, m.path AS manifest, m.uid, m.size, m.mtime_ns AS mtimeNs, m.inode, ${MAY_BE_RUNNING} AS running
     FROM manifest m WHERE m.is_primary AND ${where} ORDER BY m.path`,
  ).safeIntegers();
  const found = statement.all({ recentAfter: recentAfterNs(context), ...parameters }) as Row[];
  const written = manifestsWrittenNow(context.index, diskNowMs);
  return found.map(({ id, size, running, ...row }) => ({
    ...row,
    id: Number(id),
    size: Number(size),
    mayBeRunning: running !== 0n || written.has(Number(id)),
  }));
}

/**
 * Pipelines by the paths of their manifests; those that are not there are left out.
 *
 * @param diskNowMs the time by the clock of the file system, in milliseconds since 1970
 */
export function pipelinesAt(
  context: QueryContext,
  manifests: readonly string[],
  diskNowMs: number = context.nowMs,
): PipelineRow[] {
  return rows(context, diskNowMs, 'm.path IN (SELECT value FROM json_each(:manifests))', {
    manifests: JSON.stringify(manifests),
  });
}

/** The pipelines of a dataset, by the name that their manifests give it. */
export function pipelinesOfDataset(context: QueryContext, dataset: string): PipelineRow[] {
  return rows(context, context.nowMs, 'm.dataset = :dataset', { dataset });
}
