import type {
  KeepingManifest,
  KeepingManifests,
  RelatedRecords,
} from '../../../../shared/api/records/relations.ts';
import { PIPELINE_NAME } from '../../columns/columns.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { MANIFEST_KINDS } from '../../index/write-manifest.ts';
import type { ManifestKind } from '../../index/walk-event.ts';
import { firstOf, MOST_RELATED } from './related.ts';

/** A record that names a stored file. */
export interface NamingRecord {
  /** Its number in the index. */
  readonly id: number;
  /** `run` is a primary manifest; the others are copies. */
  readonly kind: ManifestKind;
  readonly manifest: string;
  readonly artifact_id: string | null;
  readonly position: number;
  readonly pipeline_id: string | null;
  readonly pipeline_name: string | null;
  readonly run: string | null;
}

type NamingRow = Omit<NamingRecord, 'kind'> & { readonly kind: number };

const COLUMNS = `r.id, m.kind, m.path AS manifest, r.artifact_id, r.position, m.pipeline_id, ${PIPELINE_NAME} AS pipeline_name, m.run`;

function named({ id, kind, ...row }: NamingRow): NamingRecord {
  return { id, kind: MANIFEST_KINDS[kind] ?? 'other', ...row };
}

/** The records that name a file, those of pipelines before those of copies, by manifest and position. */
export function recordsNaming(index: ReadableIndex, file: number): NamingRecord[] {
  return allRows<NamingRow>(
    index,
    `SELECT ${COLUMNS} FROM reference x CROSS JOIN record r ON r.id = x.record_id CROSS JOIN manifest m ON m.id = r.manifest_id
     WHERE x.file_id = :file ORDER BY m.kind, m.path, r.position`,
    { file },
  ).map(named);
}

/** A record as one that names its file; none where it is gone. */
export function namingRecord(index: ReadableIndex, record: number): NamingRecord[] {
  return allRows<NamingRow>(
    index,
    `SELECT ${COLUMNS} FROM record r CROSS JOIN manifest m ON m.id = r.manifest_id WHERE r.id = :record`,
    { record },
  ).map(named);
}

/** Because of which manifests a file is kept that these records name. */
export function manifestsNaming(records: readonly NamingRecord[]): KeepingManifests {
  const kinds = { run: 0, library: 0, export: 0, other: 0 };
  const manifests = new Map<string, KeepingManifest>();
  for (const { kind, manifest, pipeline_id, pipeline_name, run } of records) {
    const known = manifests.get(manifest);
    if (known === undefined) kinds[kind] += 1;
    manifests.set(manifest, {
      kind,
      manifest,
      pipeline_id,
      pipeline_name,
      run,
      records: (known?.records ?? 0) + 1,
    });
  }
  return { kinds, manifests: [...manifests.values()].slice(0, MOST_RELATED) };
}

/** The first of some records, and how many there are. */
export function firstRecords(index: ReadableIndex, records: readonly NamingRecord[]): RelatedRecords {
  return firstOf(
    index,
    records.map(({ id }) => id),
  );
}
