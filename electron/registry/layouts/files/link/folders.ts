import { allRows, allTuples, prepare, run, type WritableIndex } from '../../../index/database.ts';
import { datasetHint } from '../../../../../shared/format/run-name.ts';
import { settleDatasetNames } from './dataset-spelling.ts';
import { storedName } from './stored-name.ts';

interface Deep {
  readonly id: number;
  readonly path: string;
}

const BELOW = 'binaries/';

/** The dataset whose folder lies nearest above a path below `binaries/`: a named one, else the first folder. */
function ownerOf(below: string, named: ReadonlySet<string>): string {
  for (let end = below.lastIndexOf('/'); end > 0; end = below.lastIndexOf('/', end - 1)) {
    const above = below.slice(0, end);
    if (named.has(above)) return above;
  }
  return below.split('/', 1)[0] ?? below;
}

/**
 * A dataset named `lab/corn` keeps its files in `binaries/lab/corn/`. A folder down there belongs to such a dataset where a
 * manifest names it; to all others it is a sub-folder, in which nirs4all does not look. Works that out anew for all of them.
 */
function settleDeepFolders(index: WritableIndex): void {
  const deep = allRows<Deep>(
    index,
    `SELECT id, path FROM folder WHERE run IS NULL AND path LIKE 'binaries/%/%'`,
  );
  if (deep.length === 0) return;
  const named = new Set(
    allTuples<[string]>(index, `SELECT DISTINCT dataset FROM pipeline WHERE dataset LIKE '%/%'`).map(
      ([dataset]) => dataset,
    ),
  );
  const settle = prepare(
    index,
    'UPDATE folder SET dataset = :dataset, is_searched = :isSearched WHERE id = :id',
  );
  const rename = prepare(
    index,
    'UPDATE file SET is_ours = :isOurs, hash_prefix = :hashPrefix WHERE id = :id',
  );
  for (const { id, path } of deep) {
    const below = path.slice(BELOW.length);
    const isSearched = named.has(below);
    settle.run({ id, dataset: isSearched ? below : ownerOf(below, named), isSearched: isSearched ? 1 : 0 });
    for (const file of allRows<{ id: number; name: string }>(
      index,
      'SELECT id, name FROM file WHERE folder_id = :id',
      { id },
    )) {
      const { isOurs, hashPrefix } = storedName({ run: null, isSearched }, file.name);
      rename.run({ id: file.id, isOurs: isOurs ? 1 : 0, hashPrefix });
    }
  }
}

/**
 * A run's `_binaries` belongs to the dataset that the run's manifests name, and only where none says so to the hint that the run's
 * name gives.
 */
function settleRunFolders(index: WritableIndex): void {
  const folders = allRows<{ id: number; run: string; named: string | null }>(
    index,
    `SELECT id, run, (SELECT min(p.dataset) FROM manifest p WHERE p.run = folder.run AND p.layout = 'v3') AS named
     FROM folder WHERE run IS NOT NULL AND layout = 'v3'`,
  );
  const settle = prepare(index, 'UPDATE folder SET dataset = :dataset WHERE id = :id');
  for (const each of folders) settle.run({ id: each.id, dataset: each.named ?? datasetHint(each.run) });
}

/** Where a dataset's folder, or the one around it, can't be listed, its records may have their files or not. */
const HIDDEN_DATASETS = `
  INSERT OR IGNORE INTO hidden_dataset SELECT t.id FROM (SELECT DISTINCT dataset AS id FROM record) r
  CROSS JOIN dictionary t ON t.id = r.id CROSS JOIN problem p
  WHERE p.path = 'binaries' OR (p.path GLOB 'binaries/*' AND substr('binaries/' || t.text || '/', 1, length(p.path) + 1) = p.path || '/')`;

/** Works out how datasets are named, which of them each folder of stored files belongs to, and which ones' files can't be looked at. */
export function settleFolders(index: WritableIndex): void {
  settleDatasetNames(index);
  settleDeepFolders(index);
  settleRunFolders(index);
  run(index, HIDDEN_DATASETS);
}
