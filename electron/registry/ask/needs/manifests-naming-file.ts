import type {
  KeepingManifest,
  KeepingManifests,
  RelatedRecords,
} from '../../../../shared/api/records/relations.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { MANIFEST_KINDS } from '../../index/write-manifest.ts';
import { MOST_RELATED, relatedRecords } from './related.ts';

/** What keeps no file. */
export const NO_KEEPERS: KeepingManifests = {
  kinds: { run: 0, library: 0, export: 0, other: 0 },
  manifests: [],
};

/** Why a file is kept, by its number in the index. */
export function keepingManifests(index: ReadableIndex, file: number): KeepingManifests {
  const rows = allRows<{
    kind: number;
    manifest: string;
    pipeline_id: string | null;
    run: string | null;
    records: number;
  }>(
    index,
    `SELECT m.kind, m.path AS manifest, m.pipeline_id, m.run, count(*) AS records FROM reference x
     CROSS JOIN record r ON r.id = x.record_id CROSS JOIN manifest m ON m.id = r.manifest_id
     WHERE x.file_id = :file GROUP BY m.id ORDER BY m.kind, m.path`,
    { file },
  );
  const kinds = { run: 0, library: 0, export: 0, other: 0 };
  for (const { kind } of rows) kinds[MANIFEST_KINDS[kind] ?? 'other'] += 1;
  const manifests = rows
    .slice(0, MOST_RELATED)
    .map(({ kind, ...row }): KeepingManifest => ({ kind: MANIFEST_KINDS[kind] ?? 'other', ...row }));
  return { kinds, manifests };
}

/** The first records that name a file, pipelines' before copies', without one of them, and how many there are. */
export function recordsNaming(index: ReadableIndex, file: number, without: number | null): RelatedRecords {
  const rows = allRows<{ id: number }>(
    index,
    `SELECT r.id FROM reference x CROSS JOIN record r ON r.id = x.record_id CROSS JOIN manifest m ON m.id = r.manifest_id
     WHERE x.file_id = :file AND r.id IS NOT :without ORDER BY m.kind, m.path, r.position`,
    { file, without },
  );
  const first = rows.slice(0, MOST_RELATED).map(({ id }) => id);
  return { total: rows.length, records: relatedRecords(index, first) };
}
