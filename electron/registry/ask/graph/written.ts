import { allTuples, type ReadableIndex } from '../../index/database.ts';

/** A need that a record of a pipeline writes down. */
export interface WrittenNeed {
  /** Number in the index, and position, of the record that needs. */
  readonly record: number;
  readonly position: number;
  /** Whether `depends_on` says so; else only the configuration of a meta-model does. */
  readonly isDependsOn: boolean;
  /** Whether nothing says so: it was concluded. */
  readonly isInferred: boolean;
  /** The id as written. */
  readonly target: string;
  /** As `dependency.status` numbers them: 0 resolved, 1 unresolved, 2 ambiguous. */
  readonly status: number;
  /** The record that it means; null where it means none, or several. */
  readonly to: PlacedRecord | null;
}

/** A record and where it stands. */
export interface PlacedRecord {
  readonly record: number;
  /** Number of its manifest. */
  readonly manifest: number;
  readonly position: number;
  /** The same for the folds of an operator: to count the operators of pipelines whose ways are not derived. */
  readonly operator: string;
}

/** A need of another pipeline's record for one of this pipeline's. */
export interface ForeignNeed {
  readonly position: number;
  readonly isDependsOn: boolean;
  readonly from: PlacedRecord;
}

/** SQL: what the records of one operator of a manifest have in common. */
const operatorOf = (record: 's' | 't'): string =>
  `json_array(${['manifest_id', 'trace_step', 'step', 'branch', 'source', 'substep', 'type', 'class', 'chain']
    .map((column) => `${record}.${column}`)
    .join(', ')})`;

type NeedRow = readonly [
  record: number,
  position: number,
  origin: number,
  target: string,
  status: number,
  to: number | null,
  manifest: number | null,
  toPosition: number | null,
  operator: string | null,
];

/** What the records of a manifest say that they need, by position and in the order in which it is written. */
export function writtenNeeds(index: ReadableIndex, manifest: number): WrittenNeed[] {
  return allTuples<NeedRow>(
    index,
    `SELECT d.record_id, r.position, d.origin, d.target, d.status, t.id, t.manifest_id, t.position,
       CASE WHEN t.manifest_id <> r.manifest_id THEN ${operatorOf('t')} END
     FROM record r CROSS JOIN dependency d ON d.record_id = r.id LEFT JOIN record t ON t.id = d.target_id
     WHERE r.manifest_id = :manifest ORDER BY r.position, d.origin, d.ordinal`,
    { manifest },
  ).map(([record, position, origin, target, status, to, toManifest, toPosition, operator]) => ({
    record,
    position,
    isDependsOn: origin === 0,
    isInferred: origin === 2,
    target,
    status,
    to:
      to === null || toManifest === null || toPosition === null
        ? null
        : { record: to, manifest: toManifest, position: toPosition, operator: operator ?? '' },
  }));
}

/** What records of other manifests say that they need of a manifest's, by position. */
export function foreignNeeds(index: ReadableIndex, manifest: number): ForeignNeed[] {
  return allTuples<readonly [number, number, number, number, number, string]>(
    index,
    `SELECT t.position, d.origin, s.id, s.manifest_id, s.position, ${operatorOf('s')}
     FROM record t CROSS JOIN dependency d ON d.target_id = t.id CROSS JOIN record s ON s.id = d.record_id
     WHERE t.manifest_id = :manifest AND s.manifest_id <> :manifest ORDER BY t.position, s.id, d.origin, d.ordinal`,
    { manifest },
  ).map(([position, origin, record, from, fromPosition, operator]) => ({
    position,
    isDependsOn: origin === 0,
    from: { record, manifest: from, position: fromPosition, operator },
  }));
}

/** How many records each ambiguous id could mean: those of its own manifest, else the pipelines' of its dataset. */
export function candidateCounts(
  index: ReadableIndex,
  manifest: number,
  targets: readonly string[],
): ReadonlyMap<string, number> {
  const rows = allTuples<readonly [string, number]>(
    index,
    `SELECT j.value, (SELECT coalesce(nullif(sum(o.manifest_id = :manifest), 0), sum(o.is_primary = 1 AND
         o.dataset = (SELECT r.dataset FROM record r WHERE r.manifest_id = :manifest LIMIT 1)))
       FROM record o WHERE o.artifact_id = j.value)
     FROM json_each(:targets) j`,
    { manifest, targets: JSON.stringify(targets) },
  );
  return new Map(rows);
}
