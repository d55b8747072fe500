import type {
  RelatedRecord,
  NeedingRecord,
  NeedingRecords,
  RelatedRecords,
} from '../../../../shared/api/records/relations.ts';
import { PIPELINE_NAME } from '../../columns/columns.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { recordKey } from '../../index/record-key.ts';
import { branchPathOf } from '../../index/record-row.ts';
import { MANIFEST_KINDS } from '../../index/write-manifest.ts';
import { recordStatus } from '../../state/record-status.ts';

interface Row {
  readonly manifest: string;
  readonly position: number;
  readonly artifact_id: string | null;
  readonly class_name: string;
  readonly type: string;
  readonly step: number | null;
  readonly branch: string;
  readonly fold: number | null;
  readonly pipeline_id: string | null;
  readonly pipeline_name: string | null;
  readonly run: string | null;
  readonly dataset: string | null;
  readonly kind: number;
  readonly recorded: number;
  readonly size: number | null;
  readonly link: number | null;
  readonly note: number | null;
  /** 1 where its dataset's folder can't be listed. */
  readonly hidden: number;
  readonly unwritten: number;
}

/** How many entries the lists of the inspector hold. */
export const MOST_RELATED = 100;

function related({
  position,
  type,
  branch,
  kind,
  recorded,
  size,
  link,
  note,
  hidden,
  unwritten,
  ...row
}: Row): RelatedRecord {
  return {
    key: recordKey({ manifest: row.manifest, position }),
    ...row,
    artifact_type: type === '' ? null : type,
    branch: branchPathOf(branch),
    kind: MANIFEST_KINDS[kind] ?? 'other',
    size_bytes: size ?? recorded,
    state: recordStatus({ recorded, size, link, note, isHidden: hidden === 1 }),
    unwritten: unwritten === 1,
  };
}

/** Records by their numbers in the index, in the order given. */
export function relatedRecords(index: ReadableIndex, ids: readonly number[]): RelatedRecord[] {
  const rows = allRows<Row>(
    index,
    `SELECT m.path AS manifest, r.position, r.artifact_id, c.text AS class_name, t.text AS type, r.step, b.text AS branch,
       r.fold, m.pipeline_id, ${PIPELINE_NAME} AS pipeline_name, m.run, m.dataset, m.kind, r.size AS recorded, coalesce(f.size, a.size) AS size, f.link, n.note,
       r.dataset IN (SELECT dataset FROM hidden_dataset) AS hidden,
       EXISTS (SELECT 1 FROM unwritten w WHERE w.record_id = r.id) AS unwritten
     FROM json_each(:ids) j CROSS JOIN record r ON r.id = j.value CROSS JOIN manifest m ON m.id = r.manifest_id
     CROSS JOIN dictionary c ON c.id = r.class CROSS JOIN dictionary t ON t.id = r.type
     CROSS JOIN dictionary b ON b.id = r.branch
     LEFT JOIN file f ON f.id = (SELECT min(x.file_id) FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
     LEFT JOIN file_note n ON n.file_id = f.id LEFT JOIN result_artifact a ON a.path = r.name
     ORDER BY j.key`,
    { ids: JSON.stringify(ids) },
  );
  return rows.map(related);
}

/** The first of some records by their numbers, and how many there are. */
export function firstOf(index: ReadableIndex, ids: readonly number[]): RelatedRecords {
  return { total: ids.length, records: relatedRecords(index, ids.slice(0, MOST_RELATED)) };
}

/** The first of some needs, and how many there are. */
export function needingRecords(
  index: ReadableIndex,
  needs: readonly { readonly record: number; readonly needs: string; readonly inferred: boolean }[],
): NeedingRecords {
  const first = needs.slice(0, MOST_RELATED);
  const records = relatedRecords(
    index,
    first.map(({ record }) => record),
  );
  return {
    total: needs.length,
    records: records.flatMap((record, place): NeedingRecord[] => {
      const need = first[place];
      return need === undefined ? [] : [{ ...record, needs: need.needs, inferred: need.inferred }];
    }),
  };
}
