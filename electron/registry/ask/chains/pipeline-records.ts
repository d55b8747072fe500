import type { WayRecord } from '../../../../shared/api/chains/way.ts';
import { GIVES_SPACE } from '../../files/gives-space.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { recordKey } from '../../index/record-key.ts';
import { pythonTime } from '../../index/timestamps.ts';
import { recordStatus } from '../../state/record-status.ts';

/** A record of a pipeline, by its position. */
export interface RecordRow {
  /** Its number in the index. */
  readonly id: number;
  readonly position: number;
  readonly artifactId: string | null;
  readonly fold: number | null;
  readonly type: string;
  readonly recorded: number;
  readonly createdUs: number;
  readonly hidden: number;
  readonly unwritten: number;
  /** Of a model in native results, which has no stored file: what lies there; null for all others. */
  readonly resultSize: number | null;
}

/** A file that a record means, those where nirs4all finds it first. */
export interface ReferenceRow {
  readonly position: number;
  readonly file: number;
  readonly exact: number;
  readonly size: number;
  readonly link: number;
  readonly note: number | null;
  readonly alias: number;
  readonly uses: number;
  readonly frees: number;
}

/** The records of a manifest by their positions. */
export function recordRows(index: ReadableIndex, manifestId: number): Map<number, RecordRow> {
  const rows = allRows<RecordRow>(
    index,
    `SELECT r.id, r.position, r.artifact_id AS artifactId, r.fold, t.text AS type, r.size AS recorded, r.created_us AS createdUs,
       r.dataset IN (SELECT dataset FROM hidden_dataset) AS hidden, u.record_id IS NOT NULL AS unwritten,
       a.size AS resultSize
     FROM record r CROSS JOIN dictionary t ON t.id = r.type LEFT JOIN result_artifact a ON a.path = r.name
     LEFT JOIN unwritten u ON u.record_id = r.id WHERE r.manifest_id = :manifestId`,
    { manifestId },
  );
  return new Map(rows.map((row) => [row.position, row]));
}

/** What the records of a manifest mean, by their positions. */
export function referenceRows(index: ReadableIndex, manifestId: number): Map<number, ReferenceRow[]> {
  const rows = allRows<ReferenceRow>(
    index,
    `SELECT r.position, f.id AS file, x.exact, f.size, f.link, n.note, u.alias, u.records AS uses,
       ${GIVES_SPACE} AND u.claimed = 0 AS frees
     FROM record r CROSS JOIN reference x ON x.record_id = r.id CROSS JOIN file f ON f.id = x.file_id
     CROSS JOIN file_use u ON u.file_id = f.id
     LEFT JOIN file_note n ON n.file_id = f.id WHERE r.manifest_id = :manifestId ORDER BY r.position, x.exact DESC`,
    { manifestId },
  );
  const byPosition = new Map<number, ReferenceRow[]>();
  for (const row of rows) {
    const known = byPosition.get(row.position);
    if (known === undefined) byPosition.set(row.position, [row]);
    else known.push(row);
  }
  return byPosition;
}

/** A record as the views of a pipeline show it. */
export function wayRecord(manifest: string, row: RecordRow, references: readonly ReferenceRow[]): WayRecord {
  const own = references.find(({ exact }) => exact === 1);
  return {
    key: recordKey({ manifest, position: row.position }),
    fold: row.fold,
    size_bytes: own?.size ?? row.recorded,
    exclusive_bytes: own?.uses === 1 && own.frees === 1 ? own.size : 0,
    state: recordStatus({
      recorded: row.recorded,
      size: own?.size ?? row.resultSize,
      link: own?.link ?? null,
      note: own?.note ?? null,
      isHidden: row.hidden === 1,
    }),
    unwritten: row.unwritten === 1,
    created_at: row.createdUs === 0 ? null : pythonTime(row.createdUs),
  };
}
