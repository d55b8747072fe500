import type { ShownRecord } from '../../../../shared/api/records/records.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import { recordKey } from '../../index/record-key.ts';
import { layoutAt, rulesAt } from '../../layouts/layouts.ts';
import { itemOf, type ItemColumns } from '../../index/record-row.ts';
import { recordFileNote, recordStatus } from '../../state/record-status.ts';

/** A record's row; what the dictionary holds are ids. */
interface StoredRow {
  readonly slot: number;
  readonly manifest: string;
  readonly position: number;
  readonly dataset: string | null;
  readonly run: string | null;
  readonly further: string | null;
  readonly artifactId: string | null;
  readonly hash: Uint8Array | null;
  readonly name: string;
  readonly chain: number;
  readonly source: number | null;
  readonly branch: number;
  readonly step: number | null;
  readonly substep: number | null;
  readonly fold: number | null;
  readonly type: number;
  readonly class: number;
  readonly custom: number;
  readonly format: number;
  readonly origin: number;
  readonly size: number;
  readonly createdUs: number;
  readonly folder: string | null;
  readonly file: string | null;
  readonly link: number | null;
  readonly fileSize: number | null;
  readonly note: number | null;
  /** 1 where its dataset's folder can't be listed. */
  readonly hidden: number;
}

const STORED = `
  SELECT j.key AS slot, m.path AS manifest, r.position, m.dataset, m.run, i.text AS further, r.artifact_id AS artifactId, r.hash,
    r.name, r.chain, r.source, r.branch, r.step, r.substep, r.fold, r.type, r.class, r.custom, r.format,
    r.origin, r.size, r.created_us AS createdUs, d.path AS folder, f.name AS file, f.link,
    coalesce(f.size, a.size) AS fileSize, n.note, r.dataset IN (SELECT dataset FROM hidden_dataset) AS hidden
  FROM json_each(:ids) j CROSS JOIN record r ON r.id = j.value CROSS JOIN manifest m ON m.id = r.manifest_id
    LEFT JOIN record_further i ON i.record_id = r.id LEFT JOIN reference x ON x.record_id = r.id AND x.exact = 1
    LEFT JOIN file f ON f.id = x.file_id LEFT JOIN folder d ON d.id = f.folder_id
    LEFT JOIN file_note n ON n.file_id = f.id LEFT JOIN result_artifact a ON a.path = r.name
  ORDER BY j.key, d.run IS NOT NULL, d.path`;

const TEXT_COLUMNS = ['chain', 'branch', 'type', 'class', 'custom', 'format', 'origin'] as const;

/** The texts that rows mean by their dictionary ids, asked for once for all of them. */
function textsOf(index: ReadableIndex, rows: readonly StoredRow[]): ReadonlyMap<number, string> {
  const ids = new Set(rows.flatMap((row) => TEXT_COLUMNS.map((column) => row[column])));
  const texts = allRows<{ id: number; text: string }>(
    index,
    'SELECT t.id, t.text FROM json_each(:ids) j CROSS JOIN dictionary t ON t.id = j.value',
    { ids: JSON.stringify([...ids]) },
  );
  return new Map(texts.map(({ id, text }) => [id, text]));
}

function itemOfRow(row: StoredRow, texts: ReadonlyMap<number, string>): Record<string, unknown> {
  const columns: Record<string, unknown> = { ...row };
  for (const column of TEXT_COLUMNS) columns[column] = texts.get(row[column]) ?? '';
  return itemOf(columns as unknown as ItemColumns, row.further);
}

/** What iCloud leaves in place of a file that it took away to make room: `.<name>.icloud`. */
const EVICTED = `
  SELECT j.key AS slot FROM json_each(:places) j CROSS JOIN folder d ON d.path = j.value ->> 0
  CROSS JOIN file f ON f.folder_id = d.id AND f.name = '.' || (j.value ->> 1) || '.icloud'`;

const EVICTED_NOTE = 'iCloud took it from this disk: download it there';

/** The same records, with a note on those whose file is missing because iCloud took it away. */
function withEvicted(index: ReadableIndex, records: ShownRecord[]): ShownRecord[] {
  if (records.every(({ file_status: status }) => status !== 'missing')) return records;
  const places = records.map(({ file, file_status: status }) =>
    file === null || status !== 'missing'
      ? ['', '']
      : [file.slice(0, file.lastIndexOf('/')), file.slice(file.lastIndexOf('/') + 1)],
  );
  const rows = allRows<{ slot: number }>(index, EVICTED, { places: JSON.stringify(places) });
  const evicted = new Set(rows.map(({ slot }) => slot));
  return records.map((record, slot) => (evicted.has(slot) ? { ...record, file_note: EVICTED_NOTE } : record));
}

/** The pipelines and chains of a database that use a record, wherever it was counted. */
const USES = `
  SELECT j.key AS slot, p.pipeline_id AS pipeline, p.name, c.chain_id AS chain, u.fold
  FROM json_each(:ids) j CROSS JOIN record r ON r.id = j.value CROSS JOIN record o ON o.artifact_id = r.artifact_id
  CROSS JOIN chain_use u ON u.record_id = o.id CROSS JOIN chain c ON c.id = u.chain CROSS JOIN pipeline p ON p.id = c.manifest_id
  ORDER BY j.key, p.id, c.id`;

/** The pipelines that records of a database were read with, where they are pipelines: those of native results have no chain. */
const OWN = `
  SELECT j.key AS slot, p.pipeline_id AS pipeline, p.name, NULL AS chain, NULL AS fold
  FROM json_each(:ids) j CROSS JOIN record r ON r.id = j.value CROSS JOIN pipeline p ON p.id = r.manifest_id
  WHERE p.part IS NOT NULL AND p.stands_for IS NULL`;

interface UseRow {
  readonly slot: number;
  readonly pipeline: string;
  readonly name: string | null;
  readonly chain: string | null;
  readonly fold: string | null;
}

function usesBySlot(index: ReadableIndex, sql: string, ids: readonly number[]): Map<number, UseRow[]> {
  const uses = new Map<number, UseRow[]>();
  for (const row of allRows<UseRow>(index, sql, { ids: JSON.stringify(ids) })) {
    const known = uses.get(row.slot);
    if (known === undefined) uses.set(row.slot, [row]);
    else known.push(row);
  }
  return uses;
}

/** The same records, with what of their database uses them; manifests know of no such thing. */
function withUses(
  index: ReadableIndex,
  ids: readonly number[],
  records: readonly ShownRecord[],
): ShownRecord[] {
  const ofStore = records.map(({ manifest }) => layoutAt(manifest).name === 'store');
  if (!ofStore.includes(true)) return [...records];
  const uses = usesBySlot(index, USES, ids);
  const readWith = usesBySlot(index, OWN, ids);
  return records.map((record, slot) => {
    if (ofStore[slot] !== true) return record;
    const own = uses.get(slot) ?? readWith.get(slot) ?? [];
    const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
    return {
      ...record,
      pipelines: unique(own.map(({ pipeline }) => pipeline)),
      pipeline_names: unique(own.flatMap(({ name }) => name ?? [])),
      chains: unique(own.flatMap(({ chain }) => chain ?? [])),
      fold_names: unique(own.flatMap(({ fold }) => fold ?? [])),
    };
  });
}

function shown(row: StoredRow, texts: ReadonlyMap<number, string>): ShownRecord {
  const item = itemOfRow(row, texts);
  const file = {
    recorded: row.size,
    size: row.fileSize,
    link: row.link,
    note: row.note,
    isHidden: row.hidden === 1,
  };
  const note = recordFileNote(file);
  return {
    ...item,
    manifest: row.manifest,
    position: row.position,
    dataset: row.dataset,
    file:
      row.file === null
        ? rulesAt(row.manifest).expectedFile({ ...row, hasId: row.artifactId !== null })
        : `${row.folder}/${row.file}`,
    file_status: recordStatus(file),
    ...(note === null ? {} : { file_note: note }),
  };
}

/** Records by their numbers in the index, in the order given. */
export function shownRecords(index: ReadableIndex, ids: readonly number[]): ShownRecord[] {
  const rows = allRows<StoredRow>(index, STORED, { ids: JSON.stringify(ids) });
  const texts = textsOf(index, rows);
  // A copy's record may mean several files of the same name: the first stands for it.
  const first = rows.filter((row, at) => row.slot !== rows[at - 1]?.slot);
  if (first.length !== ids.length) throw new Error('The index lacks a record that was asked for.');
  return withUses(
    index,
    ids,
    withEvicted(
      index,
      first.map((row) => shown(row, texts)),
    ),
  );
}

/** A record by its number in the index. */
export function shownRecord(index: ReadableIndex, id: number): ShownRecord {
  const [record] = shownRecords(index, [id]);
  if (record === undefined) throw new Error(`The index has no record ${id}.`);
  return record;
}

/** How a record is named in answers: its id, which may be missing, within its manifest. */
export interface RecordName {
  readonly manifest: string;
  readonly artifact_id: string | null;
  readonly position: number;
}

/** The name of a record by its number in the index. */
export function recordName(index: ReadableIndex, id: number): RecordName {
  const row = firstRow<RecordName>(
    index,
    `SELECT m.path AS manifest, r.artifact_id, r.position FROM record r JOIN manifest m ON m.id = r.manifest_id
     WHERE r.id = :id`,
    { id },
  );
  if (row === undefined) throw new Error(`The index has no record ${id}.`);
  return row;
}

/** What a record is called in a list of ids, by its number in the index: its id, or its key where it has none. */
export function idOrKey(index: ReadableIndex, id: number): string {
  const name = recordName(index, id);
  return name.artifact_id ?? recordKey(name);
}

/**
 * The other folds of a record: same manifest, step, branch, source, substep, class and chain, with a fold of their
 * own. Empty for an artifact that all folds share.
 */
export function siblingIds(index: ReadableIndex, id: number): number[] {
  const rows = allRows<{ id: number }>(
    index,
    `SELECT o.id FROM record r CROSS JOIN record o ON o.manifest_id = r.manifest_id
     WHERE r.id = :id AND o.id <> r.id AND r.fold IS NOT NULL AND o.fold IS NOT NULL AND o.chain = r.chain
       AND o.class = r.class AND o.step IS r.step AND o.branch = r.branch AND o.source IS r.source
       AND o.substep IS r.substep
     ORDER BY o.fold, o.position`,
    { id },
  );
  return rows.map((row) => row.id);
}
