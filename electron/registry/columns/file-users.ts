import { allRows } from '../index/database.ts';
import { columnsOf, type Columns, type ViewContext } from './columns.ts';
import type { Slices } from './slices.ts';
import { recordsByFile, type RecordsByFile } from './sums.ts';

/** In place of the dataset of a folder that all share. */
const SHARED = Symbol('shared');

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

/** The dataset of each folder that has files, by its number; {@link SHARED} for one that all datasets share. */
function folderDatasets({ index }: ViewContext): ReadonlyMap<number, string | null | typeof SHARED> {
  const rows = allRows<{ id: number; dataset: string | null; isShared: number }>(
    index,
    'SELECT id, dataset, dataset IS NULL AND run IS NULL AS isShared FROM folder',
  );
  return new Map(rows.map(({ id, dataset, isShared }) => [id, isShared === 1 ? SHARED : dataset]));
}

/**
 * The dataset of each file: that of its folder, and in a folder that all datasets share that of the first pipeline that uses it; null for
 * none.
 */
export function* fileDatasets(context: ViewContext): Slices<(file: number) => string | null> {
  const columns = yield* columnsOf(context);
  const folders = folderDatasets(context);
  const usersOf = fileUsers(columns, yield* recordsByFile(columns));
  const { files, records, manifests } = columns;
  return (file) => {
    const dataset = folders.get(files.folder[file] ?? 0) ?? null;
    if (dataset !== SHARED) return dataset;
    const { record } = usersOf(file);
    return manifests[records.manifest[record] ?? -1]?.dataset ?? null;
  };
}

/**
 * The dataset that each record counts for: that of its file's folder. Where all datasets share that, or the file is missing, it is that of
 * its own pipeline, whichever uses the file first.
 */
export function* recordDatasets(context: ViewContext): Slices<(record: number) => string | null> {
  const { files, records, manifests } = yield* columnsOf(context);
  const folders = folderDatasets(context);
  return (record) => {
    const file = records.file[record] ?? -1;
    const dataset = file < 0 ? SHARED : (folders.get(files.folder[file] ?? 0) ?? null);
    return dataset === SHARED ? (manifests[records.manifest[record] ?? -1]?.dataset ?? null) : dataset;
  };
}
