import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { Break } from '../../../../shared/api/deletion/clean-errors.ts';
import { GIVES_SPACE } from '../../files/gives-space.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';
import { complete, type Slices } from '../../columns/slices.ts';
import { lossesInSlices, type Loss } from '../needs/dependents.ts';
import { recordName } from '../records/record.ts';

/** What deleting something would do. */
export interface Impact {
  /** Stored files that would go and give their space back. */
  readonly frees: FileTotals;
  /** Bytes of the manifests' own folders. */
  readonly folder_bytes: number;
  /** Stored files that stay, because something else uses them too. */
  readonly shared: FileTotals;
  /** Files that would go but free nothing: they have other hard links, or lie behind a link. */
  readonly frees_nothing: FileTotals;
  readonly breaks: readonly Break[];
}

/** What is to be deleted: pipelines by the numbers of their manifests, a whole dataset, or one stored file. */
export type Target =
  | { readonly kind: 'pipelines'; readonly manifests: readonly number[] }
  | { readonly kind: 'dataset'; readonly dataset: string }
  | { readonly kind: 'file'; readonly file: number };

/** Sums over files; the condition picks which. */
function totalsOf(index: ReadableIndex, files: readonly number[], where: string): FileTotals {
  const row = firstRow<FileTotals>(
    index,
    `SELECT count(*) AS files, coalesce(sum(f.size), 0) AS bytes
     FROM json_each(:files) j CROSS JOIN file f ON f.id = j.value WHERE ${where}`,
    { files: JSON.stringify(files) },
  );
  return row ?? { files: 0, bytes: 0 };
}

/** Files that the manifests use, apart by whether anything else uses them too, or a missing record may mean them. */
function filesOf(index: ReadableIndex, manifests: string): { exclusive: number[]; shared: number[] } {
  const rows = allRows<{ id: number; shared: number }>(
    index,
    `SELECT used.id, (SELECT u.claimed FROM file_use u WHERE u.file_id = used.id) OR EXISTS (SELECT 1 FROM reference o CROSS JOIN record r ON r.id = o.record_id
         WHERE o.file_id = used.id AND r.manifest_id NOT IN (SELECT value FROM json_each(:manifests))) AS shared
     FROM (SELECT DISTINCT x.file_id AS id FROM json_each(:manifests) j
         CROSS JOIN record r ON r.manifest_id = j.value CROSS JOIN reference x ON x.record_id = r.id) used`,
    { manifests },
  );
  const ids = (shared: number): number[] => rows.filter((row) => row.shared === shared).map((row) => row.id);
  return { exclusive: ids(0), shared: ids(1) };
}

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
       SELECT d.record_id, t.artifact_id, 0 AS inferred FROM json_each(:manifests) j
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

function manifestsOf(index: ReadableIndex, target: Target): number[] {
  switch (target.kind) {
    case 'pipelines':
      return [...target.manifests];
    case 'dataset':
      return allRows<{ id: number }>(
        index,
        'SELECT id FROM manifest WHERE is_primary AND dataset = :dataset',
        {
          dataset: target.dataset,
        },
      ).map((row) => row.id);
    case 'file':
      return [];
  }
}

/** All files in the folders that the runs of a dataset share, whatever their state. */
export function filesOfDataset(index: ReadableIndex, dataset: string): number[] {
  const rows = allRows<{ id: number }>(
    index,
    'SELECT f.id FROM folder d CROSS JOIN file f ON f.folder_id = d.id WHERE d.run IS NULL AND d.dataset = :dataset',
    { dataset },
  );
  return rows.map((row) => row.id);
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
 */
export function* breaksInSlices(
  index: ReadableIndex,
  manifests: readonly number[],
  files: readonly number[],
): Slices<Break[]> {
  const going = JSON.stringify(manifests);
  const lostFiles = yield* inChunks(files, (chunk) => filesLost(index, chunk, going));
  const lostSources = yield* inChunks(manifests, (chunk) => sourcesLost(index, JSON.stringify(chunk), going));
  const losses = [...lostFiles, ...lostSources];
  const gone = new Set(manifests);
  const further = yield* lossesInSlices(
    index,
    losses.map((loss) => loss.record),
    (record) => gone.has(manifestOfRecord(index, record)),
  );
  const breaks = new Map<number, Loss>();
  for (const loss of [...losses, ...further]) if (!breaks.has(loss.record)) breaks.set(loss.record, loss);
  return [...breaks.values()].map((loss) => breakOf(index, loss));
}

/** The same at once, for who has nobody else to think of. */
export function breaksFrom(
  index: ReadableIndex,
  manifests: readonly number[],
  files: readonly number[],
): Break[] {
  return complete(breaksInSlices(index, manifests, files));
}

/**
 * What deleting something would do. Of pipelines their folders go and the files that only they use; of a dataset
 * besides all in the folders that its runs share; a file goes alone.
 */
export function impactOf({ index }: QueryContext, target: Target): Impact {
  const ids = manifestsOf(index, target);
  const manifests = JSON.stringify(ids);
  const used = filesOf(index, manifests);
  const going = new Set(used.exclusive);
  if (target.kind === 'file') going.add(target.file);
  if (target.kind === 'dataset') for (const file of filesOfDataset(index, target.dataset)) going.add(file);
  const files = [...going];

  const folder = firstRow<{ bytes: number }>(
    index,
    `SELECT coalesce(sum(m.folder_bytes), 0) AS bytes FROM json_each(:manifests) j CROSS JOIN manifest m ON m.id = j.value`,
    { manifests },
  );
  return {
    frees: totalsOf(index, files, GIVES_SPACE),
    folder_bytes: folder?.bytes ?? 0,
    shared: totalsOf(
      index,
      used.shared.filter((file) => !going.has(file)),
      'true',
    ),
    frees_nothing: totalsOf(index, files, `NOT (${GIVES_SPACE})`),
    breaks: breaksFrom(index, ids, files),
  };
}

function manifestOfRecord(index: ReadableIndex, record: number): number {
  const row = firstRow<{ id: number }>(index, 'SELECT manifest_id AS id FROM record WHERE id = :record', {
    record,
  });
  return row?.id ?? 0;
}
