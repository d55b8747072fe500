import { allRows, allTuples, firstRow, prepare, type WritableIndex } from '../../../index/database.ts';
import { Dictionary } from '../../../index/dictionary.ts';
import { diskName, ignoresCase } from '../../../index/ignores-case.ts';

const BELOW = 'binaries/';

/** The name of each dataset on such a disk by how the disk compares names: that of its folder, else the first that a manifest gives it. */
function namesOnDisk(index: WritableIndex): ReadonlyMap<string, string> {
  const folders = allTuples<[string]>(index, 'SELECT path FROM folder WHERE run IS NULL ORDER BY path')
    .filter(([path]) => path.startsWith(BELOW))
    .map(([path]) => path.slice(BELOW.length));
  const written = allTuples<[string]>(
    index,
    `SELECT DISTINCT coalesce(written_dataset, dataset) AS name FROM pipeline WHERE dataset IS NOT NULL ORDER BY name`,
  ).map(([name]) => name);
  const names = new Map<string, string>();
  for (const name of [...folders, ...written]) {
    const key = diskName(name);
    if (!names.has(key)) names.set(key, name);
  }
  return names;
}

interface Row {
  readonly id: number;
  readonly written: string;
  readonly dataset: string;
}

/**
 * Where the disk ignores case, `Wheat` and `wheat` are one folder and so one dataset: all manifests of it get the same name, as the
 * disk spells the folder. What such a manifest itself says is kept in `written_dataset`, and each time worked out anew from there, so
 * that a rescan comes to what a scan from nothing does.
 */
export function settleDatasetNames(index: WritableIndex): void {
  const ignores = ignoresCase(index);
  const isSettled =
    !ignores &&
    firstRow(index, 'SELECT 1 FROM pipeline WHERE written_dataset IS NOT NULL LIMIT 1') === undefined;
  if (isSettled) return;
  const names = ignores ? namesOnDisk(index) : new Map<string, string>();
  const rows = allRows<Row>(
    index,
    `SELECT id, coalesce(written_dataset, dataset) AS written, dataset FROM pipeline
     WHERE dataset IS NOT NULL ORDER BY id`,
  );
  const changed = rows
    .map((row) => ({ ...row, name: names.get(diskName(row.written)) ?? row.written }))
    .filter(({ name, dataset }) => name !== dataset);
  if (changed.length === 0) return;
  const dictionary = new Dictionary(index);
  const rename = prepare(
    index,
    'UPDATE pipeline SET dataset = :name, written_dataset = :written WHERE id = :id',
  );
  const records = prepare(index, 'UPDATE record SET dataset = :dataset WHERE manifest_id = :id');
  for (const { id, written, name } of changed) {
    rename.run({ id, name, written: name === written ? null : written });
    records.run({ id, dataset: dictionary.idsOf([name])[0] ?? null });
  }
}
