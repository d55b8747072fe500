import { allRows, firstRow } from '../index/database.ts';
import { MAY_BE_RUNNING, recentAfterNs, type QueryContext } from './context.ts';

/** How a pipeline ended, as far as its manifest tells. */
export type PipelineState = 'complete' | 'failed' | 'running' | 'unknown' | 'unreadable';

/** A pipeline: one primary manifest. */
export interface ShownPipeline {
  readonly manifest: string;
  readonly pipeline_id: string | null;
  readonly run: string;
  readonly dataset: string | null;
  readonly name: string | null;
  readonly uid: string | null;
  readonly state: PipelineState;
  readonly records: number;
  /** Distinct stored files that its records use. */
  readonly files: number;
  readonly stored_bytes: number;
  /** What deleting it alone would free. */
  readonly exclusive_bytes: number;
  readonly created_at: string | null;
}

/** Which pipelines are wanted. */
export interface PipelineFilter {
  readonly dataset?: string;
  readonly state?: PipelineState;
}

/**
 * SQL: the state of pipeline `m` (`safety.md`, "failed run"). nirs4all writes the execution trace when a pipeline has
 * ended; that a manifest lacks it means something only where another one of its run, or of its version, has it.
 */
const PIPELINE_STATE = `CASE
  WHEN m.state = 1 THEN 'unreadable'
  WHEN m.has_traces = 1 THEN 'complete'
  WHEN m.schema_version = '2.0' AND EXISTS (SELECT 1 FROM manifest o WHERE o.id <> m.id AND o.has_traces = 1
    AND (o.nirs4all_version = nullif(m.nirs4all_version, '') OR (o.place = 0 AND o.run = m.run)))
  THEN CASE WHEN ${MAY_BE_RUNNING} THEN 'running' ELSE 'failed' END
  ELSE 'unknown' END`;

/** Of all rows, and of those that a filter leaves. */
const PIPELINES = `FROM manifest m LEFT JOIN manifest_use u ON u.manifest_id = m.id
  WHERE m.place = 0 AND m.state <> 2 AND (:dataset IS NULL OR m.dataset = :dataset)`;

/** Part of the list of pipelines: those behind a path, at most so many. */
export interface PipelinePart {
  readonly after?: string;
  readonly limit?: number;
}

/** Pipelines by the path of their manifest. */
export function listPipelines(
  context: QueryContext,
  filter: PipelineFilter = {},
  { after, limit }: PipelinePart = {},
): ShownPipeline[] {
  return allRows<ShownPipeline>(
    context.index,
    `SELECT * FROM (
       SELECT m.path AS manifest, m.pipeline_id, m.run, m.dataset, m.name, m.uid, ${PIPELINE_STATE} AS state,
         coalesce(u.records, 0) AS records, coalesce(u.files, 0) AS files, coalesce(u.bytes, 0) AS stored_bytes,
         coalesce(u.exclusive_bytes, 0) AS exclusive_bytes, m.created_at
       ${PIPELINES} AND m.path > :after)
     WHERE (:state IS NULL OR state = :state) ORDER BY manifest LIMIT :limit`,
    {
      recentAfter: recentAfterNs(context),
      dataset: filter.dataset ?? null,
      state: filter.state ?? null,
      after: after ?? '',
      limit: limit ?? -1,
    },
  );
}

/** How many pipelines there are, of one dataset or all. */
export function countPipelines({ index }: QueryContext, dataset?: string): number {
  return (
    firstRow<{ n: number }>(index, `SELECT count(*) AS n ${PIPELINES}`, { dataset: dataset ?? null })?.n ?? 0
  );
}
