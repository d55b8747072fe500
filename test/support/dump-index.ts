import type { ReadableIndex } from '../../electron/registry/index/database.ts';

/** What a column stands for that holds a number of another row, or a list of them as JSON. */
type Meaning = 'chain' | 'dictionary' | 'folder' | 'file' | 'source' | 'manifest' | 'record';

const MEANINGS: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  file: { folder_id: 'folder' },
  pipeline: { source_id: 'source' },
  record: {
    manifest_id: 'manifest',
    dataset: 'dictionary',
    chain: 'dictionary',
    branch: 'dictionary',
    type: 'dictionary',
    class: 'dictionary',
    custom: 'dictionary',
    format: 'dictionary',
    origin: 'dictionary',
  },
  record_way: { record_id: 'record', way: 'dictionary', parameters: 'dictionary' },
  way_to_derive: { manifest_id: 'manifest' },
  outline: { manifest_id: 'manifest', labels: 'dictionary' },
  chain: { manifest_id: 'manifest' },
  chain_use: { chain: 'chain', record_id: 'record' },
  step: {
    manifest_id: 'manifest',
    type: 'dictionary',
    class: 'dictionary',
    config: 'dictionary',
    branch: 'dictionary',
    branch_name: 'dictionary',
    shapes: 'dictionary',
  },
  record_further: { record_id: 'record' },
  parameter: { set_id: 'dictionary' },
  dependency: { record_id: 'record', target_id: 'record' },
  reference: { record_id: 'record', file_id: 'file' },
  unwritten: { record_id: 'record' },
  file_note: { file_id: 'file' },
  file_use: { file_id: 'file' },
  folder_use: { folder_id: 'folder', dataset: 'dictionary' },
  manifest_use: { manifest_id: 'manifest' },
  summary: { key: 'dictionary' },
  hidden_dataset: { dataset: 'dictionary' },
};

/** Tables that hold nothing of the workspace, or what only a later scan remembers. */
const LEFT_OUT = new Set(['setting', 'dictionary', 'gone']);

/** What names the rows of a table in place of their numbers. */
const NAMES: Readonly<Record<Meaning, string>> = {
  chain: 'SELECT id, chain_id AS name FROM chain',
  dictionary: 'SELECT id, text AS name FROM dictionary',
  folder: 'SELECT id, path AS name FROM folder',
  file: `SELECT f.id, d.path || '/' || f.name AS name FROM file f JOIN folder d ON d.id = f.folder_id`,
  source: 'SELECT id, path AS name FROM source',
  manifest: 'SELECT id, path AS name FROM manifest',
  record: `SELECT r.id, m.path || '#' || r.position AS name FROM record r JOIN manifest m ON m.id = r.manifest_id`,
};

type Row = Record<string, unknown>;

function query(index: ReadableIndex, sql: string): Row[] {
  return index.raw.prepare(sql).safeIntegers().all() as Row[];
}

function shown(value: unknown, names: ReadonlyMap<bigint, string> | undefined): string {
  if (names !== undefined && typeof value === 'bigint') return names.get(value) ?? `DANGLING ${value}`;
  if (names !== undefined && typeof value === 'string') {
    const ids = JSON.parse(value) as number[];
    return JSON.stringify(ids.map((id) => names.get(BigInt(id)) ?? `DANGLING ${id}`));
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/**
 * All that an index says of its workspace, as sorted lines: every column of every table, numbers of rows replaced by
 * what they stand for; without row numbers, the dictionary's own, when something was read, and the settings. Two
 * indexes of the same state of a workspace have equal dumps. New tables and columns come in by themselves.
 */
export function dumpIndex(index: ReadableIndex): string[] {
  const names = new Map<Meaning, ReadonlyMap<bigint, string>>();
  for (const [meaning, sql] of Object.entries(NAMES)) {
    const rows = query(index, sql) as { id: bigint; name: string }[];
    names.set(meaning as Meaning, new Map(rows.map(({ id, name }) => [id, name])));
  }
  const tables = query(
    index,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const lines = tables
    .map((row) => String(row['name']))
    .filter((table) => !LEFT_OUT.has(table))
    .flatMap((table) =>
      query(index, `SELECT * FROM "${table}"`).map((row) => {
        const cells = Object.entries(row)
          .filter(([column]) => column !== 'id' && column !== 'read_ns')
          .map(([column, value]) => {
            const meaning = MEANINGS[table]?.[column];
            return `${column}=${shown(value, meaning === undefined ? undefined : names.get(meaning))}`;
          });
        return `${table}: ${cells.join(' ')}`;
      }),
    );
  return lines.toSorted();
}
