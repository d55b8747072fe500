import type { PipelineDetails, TypeTotals } from '../../../../shared/api/pipelines/pipeline-details.ts';
import type { Slices } from '../../columns/slices.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import { recordKey, recordsByKey } from '../../index/record-key.ts';
import type { QueryContext } from '../../state/context.ts';
import { kindOf } from '../../state/unreadable.ts';
import { whatIf } from '../deletion/what-if.ts';
import { MOST_RELATED, relatedRecords } from '../needs/related.ts';
import { listPipelines, withMissing } from './pipelines.ts';
import { refitsOf } from './refits.ts';

interface Head {
  readonly id: number;
  readonly schema_version: string | null;
  readonly nirs4all_version: string | null;
  readonly traced: number;
  readonly code: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string | null;
}

function byType(index: ReadableIndex, manifest: number): TypeTotals[] {
  return allRows<TypeTotals>(
    index,
    `SELECT t.text AS type, sum(k.records) AS records, sum(k.file IS NOT NULL) AS files,
       coalesce(sum(f.size), 0) + sum(k.results) AS size_bytes, sum(CASE WHEN k.file IS NULL AND k.hidden = 0 AND k.found = 0 THEN k.records ELSE 0 END) AS missing,
       sum(k.unwritten) AS unwritten
     FROM (SELECT r.type, (SELECT min(x.file_id) FROM reference x WHERE x.record_id = r.id AND x.exact = 1) AS file,
         r.dataset IN (SELECT dataset FROM hidden_dataset) AS hidden, count(*) AS records,
         coalesce(sum(a.size), 0) AS results, count(a.path) AS found, count(w.record_id) AS unwritten
       FROM record r LEFT JOIN result_artifact a ON a.path = r.name LEFT JOIN unwritten w ON w.record_id = r.id WHERE r.manifest_id = :manifest GROUP BY 1, 2, a.path IS NULL) k
     CROSS JOIN dictionary t ON t.id = k.type LEFT JOIN file f ON f.id = k.file
     GROUP BY k.type ORDER BY size_bytes DESC, type`,
    { manifest },
  );
}

/** All about the pipeline of a manifest; null where there is none (any more). */
export function* pipelineView(context: QueryContext, manifest: string): Slices<PipelineDetails | null> {
  const { index } = context;
  const head = firstRow<Head>(
    index,
    `SELECT id, schema_version, nirs4all_version, has_traces AS traced, error_code AS code, error_line AS line,
       error_column AS "column", error_message AS message
     FROM manifest WHERE path = :manifest AND is_primary`,
    { manifest },
  );
  const [pipeline] =
    head === undefined ? [] : withMissing(context, listPipelines(context, { manifests: [head.id] }));
  if (head === undefined || pipeline === undefined) return null;
  const { code, line, column, message } = head;
  const { frees, folders, stays, frees_nothing, unknown, breaks } = yield* whatIf(context, {
    manifests: [head.id],
    files: [],
  });
  const first = breaks.slice(0, MOST_RELATED);
  const found = recordsByKey(index, first.map(recordKey));
  const broken = relatedRecords(
    index,
    found.flatMap((record) => (record === null ? [] : [record.id])),
  );
  return {
    pipeline,
    schema_version: head.schema_version,
    nirs4all_version: head.nirs4all_version,
    traced: head.traced === 1,
    problem:
      code === null
        ? null
        : {
            path: manifest,
            line,
            column,
            message: message ?? '',
            code,
            what: kindOf({ path: manifest, code }),
          },
    if_deleted: {
      frees,
      folders,
      stays,
      frees_nothing,
      unknown,
      breaks: {
        total: breaks.length,
        records: broken.map((record, place) => ({
          ...record,
          needs: first[place]?.needs ?? '',
          inferred: first[place]?.inferred ?? false,
        })),
      },
    },
    refits: refitsOf(index, head.id),
    by_type: byType(index, head.id),
  };
}
