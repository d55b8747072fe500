import type {
  Pipeline,
  PipelineFilter as AskedPipelines,
  ShownPipeline,
} from '../../../../shared/api/pipelines/pipelines.ts';
import type { PipelineSort } from '../../../../shared/domain/sorts.ts';
import { parseJson } from '../../files/parse-json.ts';
import { allRows, firstRow, type SqlParameters } from '../../index/database.ts';
import { namesOfDeleting } from '../../layouts/layouts.ts';
import { MAY_BE_RUNNING, recentAfterNs, type QueryContext } from '../../state/context.ts';

/** Which pipelines are wanted. A text is looked for in the columns, which give the numbers of the manifests. */
export interface PipelineFilter extends Omit<AskedPipelines, 'text'> {
  /** Numbers of manifests in the index: only pipelines among these. */
  readonly manifests?: readonly number[] | undefined;
}

/**
 * SQL: the state of pipeline `m` (`safety.md`, "failed run"). nirs4all writes the execution trace when a pipeline has
 * ended; that a manifest lacks it means something only where another one of its run, or of its version, has it. A database says it itself; one
 * that says `running` and was not written for the grace period was killed.
 */
const PIPELINE_STATE = `CASE
  WHEN m.state = 1 THEN 'unreadable'
  WHEN m.status = 'completed' THEN 'complete'
  WHEN m.status = 'failed' THEN 'failed'
  WHEN m.status = 'running' THEN CASE WHEN ${MAY_BE_RUNNING} THEN 'running' ELSE 'failed' END
  WHEN m.part IS NOT NULL THEN 'unknown'
  WHEN m.has_traces = 1 THEN 'complete'
  WHEN m.schema_version = '2.0' AND EXISTS (SELECT 1 FROM manifest o WHERE o.id <> m.id AND o.has_traces = 1
    AND (o.nirs4all_version = nullif(m.nirs4all_version, '') OR (o.is_primary AND o.run = m.run)))
  THEN CASE WHEN ${MAY_BE_RUNNING} THEN 'running' ELSE 'failed' END
  ELSE 'unknown' END`;

/** What the order compares of a pipeline; what is not written comes first. */
const SORT_VALUES: Readonly<Record<PipelineSort, string>> = {
  manifest: "''",
  pipeline_id: "coalesce(pipeline_id, '')",
  run: 'run',
  dataset: "coalesce(dataset, '')",
  state: 'state',
  records: 'records',
  files: 'files',
  stored_bytes: 'stored_bytes',
  exclusive_bytes: 'exclusive_bytes',
  created_at: "coalesce(created_at, '')",
};

/** The order of a list, and which part of it is wanted: those behind one, at most so many. */
export interface PipelinePart {
  readonly by?: PipelineSort | undefined;
  readonly descending?: boolean | undefined;
  /** Where the page before ended, as {@link pipelineCursor} gave it. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** Where a page ended that ends with this pipeline; in the order of manifests, the manifest's path itself. */
export function pipelineCursor(pipeline: ShownPipeline, by: PipelineSort): string {
  return by === 'manifest' ? pipeline.manifest : JSON.stringify([pipeline[by] ?? '', pipeline.manifest]);
}

/** Reads a cursor; null where it is none of that order. */
function readCursor(after: string, by: PipelineSort): { value: string | number; manifest: string } | null {
  if (by === 'manifest') return { value: '', manifest: after };
  const parsed = parseJson(after);
  if (!Array.isArray(parsed)) return null;
  const [value, manifest] = parsed as unknown[];
  if (typeof manifest !== 'string' || (typeof value !== 'string' && typeof value !== 'number')) return null;
  return { value, manifest };
}

/** Of all rows, and of those that a filter leaves. */
const PIPELINES = `FROM manifest m LEFT JOIN manifest_use u ON u.manifest_id = m.id
  WHERE m.is_primary AND (:dataset IS NULL OR m.dataset = :dataset) AND (:run IS NULL OR m.run = :run)
    AND (:layouts IS NULL OR m.layout IN (SELECT value FROM json_each(:layouts)))
    AND (:manifests IS NULL OR m.id IN (SELECT value FROM json_each(:manifests)))`;

const SHOWN = `SELECT m.path AS manifest, m.pipeline_id, m.run, m.run_id, m.dataset, m.name, m.uid, ${PIPELINE_STATE} AS state,
    coalesce(u.records, 0) AS records, coalesce(u.files, 0) AS files, coalesce(u.bytes, 0) AS stored_bytes,
    coalesce(u.exclusive_bytes, 0) AS exclusive_bytes, m.created_at, m.layout ${PIPELINES}`;

function filterParameters(filter: PipelineFilter): SqlParameters {
  return {
    dataset: filter.dataset ?? null,
    run: filter.run ?? null,
    layouts: filter.deleted_here === true ? JSON.stringify(namesOfDeleting()) : null,
    manifests: filter.manifests === undefined ? null : JSON.stringify(filter.manifests),
  };
}

/** Pipelines by the path of their manifest, or in another order. A cursor that is none begins at the beginning. */
export function listPipelines(
  context: QueryContext,
  filter: PipelineFilter = {},
  { by = 'manifest', descending = false, after, limit }: PipelinePart = {},
): ShownPipeline[] {
  const value = SORT_VALUES[by];
  const past = descending ? '<' : '>';
  const direction = descending ? 'DESC' : 'ASC';
  const cursor = after === undefined ? null : readCursor(after, by);
  const rows = allRows<ShownPipeline & { run_id: string | null }>(
    context.index,
    `SELECT * FROM (${SHOWN})
     WHERE (:state IS NULL OR state = :state) AND (:hasCursor = 0 OR (${value}, manifest) ${past} (:value, :after))
     ORDER BY ${value} ${direction}, manifest ${direction} LIMIT :limit`,
    {
      ...filterParameters(filter),
      recentAfter: recentAfterNs(context),
      state: filter.state ?? null,
      hasCursor: cursor === null ? 0 : 1,
      value: cursor?.value ?? '',
      after: cursor?.manifest ?? '',
      limit: limit ?? -1,
    },
  );
  // Only databases name their runs by ids.
  return rows.map(({ run_id, ...row }) => (run_id === null ? row : { ...row, run_id }));
}

/** How many pipelines a filter leaves. */
export function countPipelines(context: QueryContext, filter: PipelineFilter = {}): number {
  const parameters = filterParameters(filter);
  const { state } = filter;
  const row =
    state === undefined
      ? firstRow<{ n: number }>(context.index, `SELECT count(*) AS n ${PIPELINES}`, parameters)
      : firstRow<{ n: number }>(context.index, `SELECT count(*) AS n FROM (${SHOWN}) WHERE state = :state`, {
          ...parameters,
          state,
          recentAfter: recentAfterNs(context),
        });
  return row?.n ?? 0;
}

type Missing = Pick<Pipeline, 'missing' | 'unwritten'>;

/** How many records of each of some pipelines have no file, and had none ever, in their order. */
function missingOf({ index }: QueryContext, pipelines: readonly ShownPipeline[]): Missing[] {
  return allRows<Missing>(
    index,
    `SELECT (SELECT count(*) FROM record r WHERE r.manifest_id = m.id AND r.dataset NOT IN (SELECT dataset FROM hidden_dataset)
         AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
         AND NOT EXISTS (SELECT 1 FROM result_artifact a WHERE a.path = r.name)) AS missing,
       (SELECT count(*) FROM record r CROSS JOIN unwritten u ON u.record_id = r.id WHERE r.manifest_id = m.id) AS unwritten
     FROM json_each(:paths) j CROSS JOIN manifest m ON m.path = j.value ORDER BY j.key`,
    { paths: JSON.stringify(pipelines.map(({ manifest }) => manifest)) },
  );
}

/** Pipelines as the window's lists show them. */
export function withMissing(context: QueryContext, pipelines: readonly ShownPipeline[]): Pipeline[] {
  const missing = missingOf(context, pipelines);
  return pipelines.map((pipeline, place) => ({
    ...pipeline,
    ...(missing[place] ?? { missing: 0, unwritten: 0 }),
  }));
}
