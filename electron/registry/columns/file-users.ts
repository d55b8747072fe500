import { allRows, type ReadableIndex } from '../index/database.ts';
import type { Columns } from './columns.ts';
import type { RecordsByFile } from './sums.ts';

/** Who uses a stored file. */
export interface FileUsers {
  /** The only pipeline that does; -1 where there are several, or none. A slot of the columns. */
  pipeline: number;
  /** 0, 1 or 2 for more. Copies don't count. */
  pipelines: number;
  /** The first record of a pipeline where nirs4all finds the file there, else the first that may mean it; -1 for none. */
  record: number;
  /** Whether nirs4all finds it there for that record. */
  isExact: boolean;
}

/** Looks at the users of files one by one; the answer is the same object each time. */
export function fileUsers(
  { records, manifests }: Columns,
  { start, record }: RecordsByFile,
): (file: number) => FileUsers {
  const users: FileUsers = { pipeline: -1, pipelines: 0, record: -1, isExact: false };
  return (file) => {
    users.pipeline = -1;
    users.pipelines = 0;
    users.record = -1;
    users.isExact = false;
    const to = start[file + 1] ?? 0;
    for (let place = start[file] ?? 0; place < to; place += 1) {
      const slot = record[place] ?? 0;
      const manifest = records.manifest[slot] ?? -1;
      const isExact = records.file[slot] === file;
      if (records.isPrimary[slot] === 1 && (users.record < 0 || (isExact && !users.isExact))) {
        users.record = slot;
        users.isExact = isExact;
      }
      // Of a record that several pipelines of a database use, that of the first alone is primary.
      if (manifests[manifest]?.kind !== 0) continue;
      if (users.pipelines === 0) {
        users.pipelines = 1;
        users.pipeline = manifest;
      } else if (manifest !== users.pipeline) {
        users.pipelines = 2;
        users.pipeline = -1;
      }
    }
    return users;
  };
}

/** The dataset of each folder of stored files, by the folder's number; null where it belongs to none. */
export function folderDatasets(index: ReadableIndex): ReadonlyMap<number, string | null> {
  const rows = allRows<{ id: number; dataset: string | null }>(index, 'SELECT id, dataset FROM folder');
  return new Map(rows.map(({ id, dataset }) => [id, dataset]));
}
