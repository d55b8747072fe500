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

/** An impact as the window shows it: of what would break just how much. */
export function shownImpact({ breaks, ...rest }: Impact): WhatIf {
  const pipelines = new Set(breaks.map(({ manifest }) => manifest)).size;
  return { ...rest, breaks: { artifacts: breaks.length, pipelines } };
}

/** Manifests, and files, that are asked about in one go. */
const MANIFESTS = 50;
const FILES = 1000;

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[], void> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** How many references from what goes each stored file has that it uses. */
function* ownReferences(
  index: ReadableIndex,
  manifests: readonly number[],
  records: readonly number[],
): Slices<Map<number, number>> {
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
  for (const chunk of chunks(records, FILES)) {
    const rows = allTuples<[number | null]>(
      index,
      `SELECT (SELECT min(x.file_id) FROM reference x WHERE x.record_id = j.value AND x.exact = 1)
       FROM json_each(:chunk) j`,
      { chunk: JSON.stringify(chunk) },
    );
    for (const [file] of rows) if (file !== null) own.set(file, (own.get(file) ?? 0) + 1);
    yield 'more';
  }
  return own;
}

/** A stored file that the selection names or uses. */
export interface FileRow {
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
  { manifests, records = [] }: Going,
): Slices<Keepers> {
  const going = new Set(manifests);
  const others = new Map<number, number>();
  for (const chunk of chunks(files, MANIFESTS)) {
    const rows = allTuples<[number, number]>(
      index,
      `SELECT DISTINCT m.id, m.kind FROM json_each(:chunk) j CROSS JOIN reference x ON x.file_id = j.value
       CROSS JOIN record r ON r.id = x.record_id CROSS JOIN manifest m ON m.id = r.manifest_id
       WHERE r.id NOT IN (SELECT value FROM json_each(:records))`,
      { chunk: JSON.stringify(chunk.map(({ id }) => id)), records: JSON.stringify(records) },
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

/** What becomes of the stored files that a selection names or uses, names of files that count elsewhere left out. */
export interface FileFates {
  readonly leaving: readonly FileRow[];
  /** What a missing record may mean, or a running pipeline take into use. */
  readonly staying: readonly FileRow[];
  /** What others use. */
  readonly shared: readonly FileRow[];
}

/**
 * Of pipelines the files go that only they use; files that are named besides go whoever uses them. What a missing record may mean
 * stays, as in a plan.
 */
export function* fatesOf(
  context: QueryContext,
  { manifests, files: named, records = [] }: Going,
): Slices<FileFates> {
  const { index } = context;
  const own = yield* ownReferences(index, manifests, records);
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
  return { leaving, staying, shared };
}

/** What deleting a selection together would do, as the index has it. Of pipelines their folders go too. */
export function* whatIf(context: QueryContext, going: Going): Slices<Impact> {
  return yield* impactOf(context, going, yield* fatesOf(context, going));
}

/** The same, where it is known what becomes of the files. */
export function* impactOf(
  context: QueryContext,
  going: Going,
  { leaving, staying, shared }: FileFates,
): Slices<Impact> {
  const { index } = context;
  const { manifests, records = [] } = going;
  const keepers = yield* othersUsing(index, shared, going);
  const files = leaving.map(({ id }) => id);
  const breaks = yield* breaksInSlices(index, manifests, files, records);
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
