import type { Break } from '../../../../shared/api/deletion/clean-errors.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import { complete, type Slices } from '../../columns/slices.ts';
import { lossesInSlices, type Loss } from '../needs/dependents.ts';
import { recordName } from '../records/record.ts';

function breakOf(index: ReadableIndex, { record, needs, inferred }: Loss): Break {
  return { ...recordName(index, record), needs, inferred };
}

/**
 * Records outside of all `going` manifests that name a record of some of them as a source: all that deleting them can break
 * so.
 */
function sourcesLost(index: ReadableIndex, manifests: string, going: string): Loss[] {
  const rows = allRows<{ record: number; needs: string; inferred: number }>(
    index,
    `SELECT lost.record_id AS record, min(lost.artifact_id) AS needs, min(lost.inferred) AS inferred
     FROM (
       SELECT d.record_id, t.artifact_id, d.origin = 2 AS inferred FROM json_each(:manifests) j
         CROSS JOIN record t ON t.manifest_id = j.value CROSS JOIN dependency d ON d.target_id = t.id
       UNION ALL
       SELECT d.record_id, t.artifact_id, 1 FROM json_each(:manifests) j
         CROSS JOIN record t ON t.manifest_id = j.value CROSS JOIN dependency d ON d.target = t.artifact_id
         WHERE d.status = 2) lost
     CROSS JOIN record r ON r.id = lost.record_id
     WHERE r.manifest_id NOT IN (SELECT value FROM json_each(:going)) GROUP BY lost.record_id ORDER BY lost.record_id`,
    { manifests, going },
  );
  return rows.map((row) => ({ ...row, inferred: row.inferred === 1 }));
}

/** Records outside the manifests that name one of the files. */
function filesLost(index: ReadableIndex, files: readonly number[], manifests: string): Loss[] {
  const rows = allRows<{ record: number; needs: string }>(
    index,
    `SELECT r.id AS record, min(d.path || '/' || f.name) AS needs
     FROM json_each(:files) j CROSS JOIN reference x ON x.file_id = j.value CROSS JOIN record r ON r.id = x.record_id
     CROSS JOIN file f ON f.id = x.file_id CROSS JOIN folder d ON d.id = f.folder_id
     WHERE r.manifest_id NOT IN (SELECT value FROM json_each(:manifests)) GROUP BY r.id ORDER BY r.id`,
    { files: JSON.stringify(files), manifests },
  );
  return rows.map((row) => ({ ...row, inferred: false }));
}

/** Manifests or files that are asked about in one go. */
const CHUNK = 200;

/** One loss for each record: the one that is written rather than inferred, with the least name. */
function merged(losses: readonly Loss[]): Loss[] {
  const least = new Map<number, Loss>();
  for (const loss of losses) {
    const known = least.get(loss.record);
    if (known === undefined) least.set(loss.record, loss);
    else {
      const needs = known.needs < loss.needs ? known.needs : loss.needs;
      least.set(loss.record, { ...loss, needs, inferred: known.inferred && loss.inferred });
    }
  }
  return [...least.values()].toSorted((one, other) => one.record - other.record);
}

/** Asks about numbers, so many at a time. */
function* inChunks(
  numbers: readonly number[],
  ask: (chunk: readonly number[]) => readonly Loss[],
): Slices<Loss[]> {
  const losses: Loss[] = [];
  for (let from = 0; from < numbers.length; from += CHUNK) {
    losses.push(...ask(numbers.slice(from, from + CHUNK)));
    yield 'more';
  }
  return merged(losses);
}

/**
 * The records that are left without their file, or without a source, when manifests and stored files go, by their numbers in
 * the index. Records of those manifests are not counted.
 *
 * @param records of other manifests that go too
 */
export function* breaksInSlices(
  index: ReadableIndex,
  manifests: readonly number[],
  files: readonly number[],
  records: readonly number[] = [],
): Slices<Break[]> {
  const going = JSON.stringify(manifests);
  const lostFiles = yield* inChunks(files, (chunk) => filesLost(index, chunk, going));
  const lostSources = yield* inChunks(manifests, (chunk) => sourcesLost(index, JSON.stringify(chunk), going));
  const alone = new Set(records);
  const losses = [...lostFiles, ...lostSources].filter(({ record }) => !alone.has(record));
  const gone = new Set(manifests);
  const further = yield* lossesInSlices(
    index,
    [...records, ...losses.map((loss) => loss.record)],
    (record) => alone.has(record) || gone.has(manifestOfRecord(index, record)),
  );
  const breaks = new Map<number, Loss>();
  for (const loss of [...losses, ...further]) if (!breaks.has(loss.record)) breaks.set(loss.record, loss);
  return [...breaks.values()].map((loss) => breakOf(index, loss));
}

/** The same at once, for callers that hold the lock. */
export function breaksFrom(
  index: ReadableIndex,
  manifests: readonly number[],
  files: readonly number[],
): Break[] {
  return complete(breaksInSlices(index, manifests, files));
}

/** The number of the manifest that a record stands in. */
export function manifestOfRecord(index: ReadableIndex, record: number): number {
  const row = firstRow<{ id: number }>(index, 'SELECT manifest_id AS id FROM record WHERE id = :record', {
    record,
  });
  return row?.id ?? 0;
}
