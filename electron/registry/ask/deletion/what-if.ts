import { isGoneBlock } from '../../../../shared/domain/known-use.ts';
import type { Break } from '../../../../shared/api/deletion/clean-errors.ts';
import type { Keepers, WhatIf } from '../../../../shared/api/deletion/what-if.ts';
import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { BlockingEntry } from '../../../../shared/api/workspace/statistics.ts';
import { GIVES_SPACE } from '../../files/gives-space.ts';
import { allRows, allTuples, firstRow, type ReadableIndex } from '../../index/database.ts';
import { MANIFEST_KINDS } from '../../index/write-manifest.ts';
import { blockedBy } from '../../state/blocking.ts';
import { runningFolders, type QueryContext } from '../../state/context.ts';
import { shownBlock } from '../../state/unreadable.ts';
import type { Slices } from '../../columns/slices.ts';
import { breaksInSlices } from './breaks.ts';
import type { Going } from './going.ts';

/** Where a copy of a manifest may lie. */
const COPY_KINDS = ['library', 'export', 'other'] as const;

/** The contract's answer with each record that would break. */
export interface Impact extends Omit<WhatIf, 'breaks'> {
  readonly breaks: readonly Break[];
}

/** Manifests, and files, that are asked about in one go. */
const MANIFESTS = 50;
const FILES = 1000;

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[], void> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** How many references from the manifests each stored file has that they use. */
function* ownReferences(index: ReadableIndex, manifests: readonly number[]): Slices<Map<number, number>> {
  const own = new Map<number, number>();
  for (const chunk of chunks(manifests, MANIFESTS)) {
    const rows = allTuples<[number, number]>(
      index,
      `SELECT x.file_id, count(*) FROM json_each(:chunk) j CROSS JOIN record r ON r.manifest_id = j.value
       CROSS JOIN reference x ON x.record_id = r.id GROUP BY x.file_id`,
      { chunk: JSON.stringify(chunk) },
    );
    for (const [file, count] of rows) own.set(file, (own.get(file) ?? 0) + count);
    yield 'more';
  }
  return own;
}

interface FileRow {
  readonly id: number;
  readonly folder: number;
  readonly size: number;
  readonly frees: number;
  /** References from anywhere. */
  readonly records: number;
  /** 1 for another name of a file that counts elsewhere. */
  readonly alias: number;
  /** 1 where a record whose file is missing may mean it. */
  readonly claimed: number;
}

function* filesAt(index: ReadableIndex, ids: readonly number[]): Slices<FileRow[]> {
  const files: FileRow[] = [];
  for (const chunk of chunks(ids, FILES)) {
    files.push(
      ...allRows<FileRow>(
        index,
        `SELECT f.id, f.folder_id AS folder, f.size, ${GIVES_SPACE} AS frees, u.records, u.alias, u.claimed
         FROM json_each(:chunk) j CROSS JOIN file f ON f.id = j.value CROSS JOIN file_use u ON u.file_id = f.id`,
        { chunk: JSON.stringify(chunk) },
      ),
    );
    yield 'more';
  }
  return files;
}

/** What else uses some files: the kinds of those manifests, by their numbers. */
function* othersUsing(
  index: ReadableIndex,
  files: readonly FileRow[],
  going: ReadonlySet<number>,
): Slices<Keepers> {
  const others = new Map<number, number>();
  for (const chunk of chunks(files, MANIFESTS)) {
    const rows = allTuples<[number, number]>(
      index,
      `SELECT DISTINCT m.id, m.kind FROM json_each(:chunk) j CROSS JOIN reference x ON x.file_id = j.value
       CROSS JOIN record r ON r.id = x.record_id CROSS JOIN manifest m ON m.id = r.manifest_id`,
      { chunk: JSON.stringify(chunk.map(({ id }) => id)) },
    );
    for (const [id, kind] of rows) if (!going.has(id)) others.set(id, kind);
    yield 'more';
  }
  const kinds = [...others.values()].map((kind) => MANIFEST_KINDS[kind]);
  return {
    pipelines: kinds.filter((kind) => kind === 'run').length,
    copies: COPY_KINDS.filter((kind) => kinds.includes(kind)),
  };
}

const totalsOf = (files: readonly FileRow[]): FileTotals => ({
  files: files.length,
  bytes: files.reduce((sum, { size }) => sum + size, 0),
});

function foldersOf(index: ReadableIndex, manifests: readonly number[]): FileTotals {
  const row = firstRow<FileTotals>(
    index,
    `SELECT coalesce(sum(m.folder_files), 0) AS files, coalesce(sum(m.folder_bytes), 0) AS bytes
     FROM json_each(:manifests) j CROSS JOIN manifest m ON m.id = j.value`,
    { manifests: JSON.stringify(manifests) },
  );
  return row ?? { files: 0, bytes: 0 };
}

/** What of the things that can't be read may use some of the files, or any file. */
function unknownFor(context: QueryContext, leaving: readonly FileRow[]): BlockingEntry[] {
  const folders = [...new Set(leaving.map(({ folder }) => folder))];
  return blockedBy(context)
    .heldIn(context.index, folders)
    .filter((block) => !isGoneBlock(block))
    .map(shownBlock);
}

/**
 * What deleting a selection together would do, as the index has it. Of pipelines their folders go and the files that only they use;
 * files that are named besides go whoever uses them. What a missing record may mean stays, as in a plan.
 */
export function* whatIf(context: QueryContext, { manifests, files: named }: Going): Slices<Impact> {
  const { index } = context;
  const own = yield* ownReferences(index, manifests);
  const isNamed = new Set(named);
  const running = new Set(runningFolders({ ...context, ended: manifests }));
  const all = yield* filesAt(index, [...new Set([...own.keys(), ...named])]);
  const [leaving, staying, shared]: [FileRow[], FileRow[], FileRow[]] = [[], [], []];
  for (const file of all) {
    const isForced = isNamed.has(file.id);
    if (file.alias === 1 && !isForced) continue;
    if (!isForced && own.get(file.id) !== file.records) shared.push(file);
    else if (file.claimed === 1 || (!isForced && running.has(file.folder))) staying.push(file);
    else leaving.push(file);
  }
  const keepers = yield* othersUsing(index, shared, new Set(manifests));
  const breaks = yield* breaksInSlices(
    index,
    manifests,
    leaving.map(({ id }) => id),
  );
  return {
    pipelines: manifests.length,
    frees: totalsOf(leaving.filter(({ frees }) => frees === 1)),
    folders: foldersOf(index, manifests),
    stays: { ...totalsOf([...shared, ...staying]), ...keepers },
    frees_nothing: totalsOf(leaving.filter(({ frees }) => frees !== 1)),
    breaks,
    unknown: unknownFor(context, leaving),
  };
}
