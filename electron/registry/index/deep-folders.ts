import { styleOf } from './file-style.ts';
import { allRows, allTuples, prepare, type WritableIndex } from './database.ts';

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
export function settleDeepFolders(index: WritableIndex): void {
  const deep = allRows<Deep>(
    index,
    `SELECT id, path FROM folder WHERE place = 0 AND path LIKE 'binaries/%/%'`,
  );
  if (deep.length === 0) return;
  const named = new Set(
    allTuples<[string]>(
      index,
      `SELECT DISTINCT dataset FROM manifest WHERE state = 0 AND dataset LIKE '%/%'`,
    ).map(([dataset]) => dataset),
  );
  const settle = prepare(index, 'UPDATE folder SET owner = :owner, direct = :direct WHERE id = :id');
  const style = prepare(index, 'UPDATE file SET style = :style, hash_prefix = :hashPrefix WHERE id = :id');
  for (const { id, path } of deep) {
    const below = path.slice(BELOW.length);
    const direct = named.has(below);
    settle.run({ id, owner: direct ? below : ownerOf(below, named), direct: direct ? 1 : 0 });
    for (const file of allRows<{ id: number; name: string }>(
      index,
      'SELECT id, name FROM file WHERE folder_id = :id',
      { id },
    )) {
      style.run({ id: file.id, ...styleOf({ place: 'binaries', direct }, file.name) });
    }
  }
}
