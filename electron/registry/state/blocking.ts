import { isGoneBlock, knownUse } from '../../../shared/domain/known-use.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import type { UnreadableEntry, EmptiedEntry } from '../../../shared/api/workspace/statistics.ts';
import { contentVersion } from '../index/content-version.ts';
import { allRows, allTuples, type ReadableIndex } from '../index/database.ts';
import { emptiedBlocks, emptiedDataset } from './emptied.ts';
import type { ScopedFolder, Scopes } from '../layouts/rules.ts';
import { READ_LAYOUTS, rulesAt } from '../layouts/layouts.ts';
import { scopesOf } from '../layouts/scopes.ts';
import { kindOf, shownBlock, type Blocking } from './unreadable.ts';

/** What the user decided about what can't be read, or seems to be gone; each holds for what it was made for alone. */
export interface Settled {
  /** Paths of manifests that can't be read and count as naming nothing. */
  readonly countedEmpty?: readonly string[];
  /** Folders and archives that are looked past, with their identities. */
  readonly lookedPast?: readonly { readonly path: string; readonly identity: string }[];
  /**
   * Datasets whose pipelines were deleted, with the time of the newest stored file then (nanoseconds): one that was written since
   * may be named by a pipeline that nobody has decided about.
   */
  readonly countedDeleted?: readonly { readonly dataset: string; readonly newest: string }[];
  /** Folders of pipelines whose manifests lie in Stemma's own trash, so that they are not lost. */
  readonly inTrash?: readonly string[];
  /** Whether the user has typed the workspace's name, where no pipeline is there. */
  readonly isNameTyped?: boolean;
}

interface ManifestRow extends Omit<UnreadableEntry, 'what'> {
  readonly named: string | null;
  readonly dataset: string | null;
  readonly state: number;
}

const MANIFESTS = `
  SELECT path, error_line AS "line", error_column AS "column", error_message AS message, error_code AS code,
    named_dataset AS named, dataset, state
  FROM manifest WHERE state = 1 OR nameless > 0 ORDER BY path`;

const NAMELESS =
  'An item in this manifest has neither a path nor a hash, so that nobody knows which file it means. It may be damaged.';

function manifestBlocks(index: ReadableIndex, scopes: Scopes): Blocking[] {
  return allRows<ManifestRow>(index, MANIFESTS).map(({ named, dataset, state, ...row }) => {
    if (state === 1) return { ...row, scope: scopes.ofManifest(row.path, named), identity: null };
    const scope = dataset === null ? null : { datasets: [dataset], runs: [] };
    return { ...row, message: NAMELESS, code: 'NAMELESS', scope, identity: null };
  });
}

/** The workspace's own folder is shown as `.`. */
const PROBLEMS = `
  SELECT CASE path WHEN '' THEN '.' ELSE path END AS path, message, code, identity FROM problem ORDER BY path`;

function problemBlocks(index: ReadableIndex, scopes: Scopes): Blocking[] {
  return allRows<Pick<Blocking, 'path' | 'message' | 'code' | 'identity'>>(index, PROBLEMS).map((row) => ({
    ...row,
    line: null,
    column: null,
    scope: scopes.ofPath(row.path),
  }));
}

/** What a layout itself says that no file may go for. */
function layoutBlocks(index: ReadableIndex, scopes: Scopes): Blocking[] {
  return READ_LAYOUTS.flatMap(({ rules }) => rules.obstacles?.(index) ?? []).map((obstacle) => ({
    ...obstacle,
    line: null,
    column: null,
    identity: null,
    scope: scopes.ofPath(obstacle.path),
  }));
}

function byPath(one: Blocking, other: Blocking): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}

/** Asked with every question, and the same until the content of the index changes. */
const known = new WeakMap<object, { readonly version: number; readonly blocks: readonly Blocking[] }>();

/** All that can't be read or seems to be gone, whatever was decided about it, by path. */
export function allBlocks(index: ReadableIndex): readonly Blocking[] {
  const version = contentVersion(index);
  const before = known.get(index.raw);
  if (before?.version === version) return before.blocks;
  const scopes = scopesOf(index);
  const blocks = [
    ...manifestBlocks(index, scopes),
    ...problemBlocks(index, scopes),
    ...emptiedBlocks(index),
    ...layoutBlocks(index, scopes),
  ].toSorted(byPath);
  known.set(index.raw, { version, blocks });
  return blocks;
}

/** All that can't be read in the workspace, by path. */
export function listUnreadable(index: ReadableIndex): UnreadableEntry[] {
  return allBlocks(index)
    .filter((block) => !isGoneBlock(block))
    .map(({ scope: _scope, identity: _identity, ...entry }) => ({ ...entry, what: kindOf(entry) }));
}

/** All of them, by path. */
export function listEmptied(index: ReadableIndex): EmptiedEntry[] {
  return allBlocks(index)
    .filter(isGoneBlock)
    .map((block) => ({ path: block.path, dataset: emptiedDataset(block), message: block.message }));
}

function isSettled(block: Blocking, settled: Settled): boolean {
  const {
    countedEmpty = [],
    lookedPast = [],
    countedDeleted = [],
    inTrash = [],
    isNameTyped = false,
  } = settled;
  if (block.code === 'NO_MANIFEST' && inTrash.includes(block.path)) return true;
  if (block.code === 'NO_MANIFESTS') return isNameTyped;
  const dataset = emptiedDataset(block);
  if (dataset !== null) {
    const newest = BigInt(block.identity ?? 0);
    return countedDeleted.some((decided) => decided.dataset === dataset && newest <= BigInt(decided.newest));
  }
  if (block.identity === null) return block.code !== 'UNLISTABLE' && countedEmpty.includes(block.path);
  return lookedPast.some(({ path, identity }) => path === block.path && identity === block.identity);
}

/** What of it stands in the way of calling files orphans: all but what the user has decided about. */
export function listBlocking({ index, ...settled }: Settled & { readonly index: ReadableIndex }): Blocking[] {
  return allBlocks(index).filter((block) => !isSettled(block, settled));
}

/** What some blocks keep from being orphans. */
export class Blocked {
  readonly blocks: readonly Blocking[];
  /** Whether that is all stored files. */
  readonly isWhole: boolean;
  readonly #datasets = new Set<string>();
  readonly #runs = new Set<string>();
  readonly #single = new Map<Blocking, Blocked>();
  #folders: readonly number[] | null = null;

  constructor(blocks: readonly Blocking[]) {
    this.blocks = blocks;
    this.isWhole = blocks.some(({ scope }) => scope === null);
    for (const { scope } of blocks) {
      for (const dataset of scope?.datasets ?? []) this.#datasets.add(foldName(dataset));
      for (const run of scope?.runs ?? []) this.#runs.add(foldName(run));
    }
  }

  /** The same for one of the blocks. */
  only(block: Blocking): Blocked {
    let only = this.#single.get(block);
    if (only === undefined) this.#single.set(block, (only = new Blocked([block])));
    return only;
  }

  /**
   * Those of the blocks that may be about some stored files which the index knows; that no pipeline is there at all is no such
   * block, for it is asked about by itself.
   */
  heldAmong(index: ReadableIndex, paths: readonly string[]): Blocking[] {
    if (paths.length === 0) return [];
    const folders = new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
    const ids = allTuples<[number]>(
      index,
      'SELECT d.id FROM json_each(:folders) j CROSS JOIN folder d ON d.path = j.value',
      { folders: JSON.stringify([...folders]) },
    ).map(([id]) => id);
    return this.heldIn(index, ids).filter(({ code }) => code !== 'NO_MANIFESTS');
  }

  /** Those of the blocks that may be about stored files in some folders, by the folders' numbers in the index. */
  heldIn(index: ReadableIndex, folders: readonly number[]): Blocking[] {
    return this.blocks.filter((block) => {
      if (block.scope === null) return true;
      const held = new Set(this.only(block).folders(index));
      return folders.some((id) => held.has(id));
    });
  }

  /** Whether they may be about files of a dataset. */
  isAbout(dataset: string): boolean {
    return this.isWhole || this.#datasets.has(foldName(dataset));
  }

  /** Whether they may be about the stored file, or all files of the folder, at a path: told by the path alone. */
  covers(path: string): boolean {
    if (this.isWhole) return true;
    if (this.blocks.length === 0) return false;
    const datasets = rulesAt(path).datasetsAt(path);
    return datasets === null || datasets.some((dataset) => this.#datasets.has(dataset));
  }

  /** Numbers of the folders of stored files that they may be about; behind links lie the same files under other names. */
  folders(index: ReadableIndex): readonly number[] {
    return (this.#folders ??= this.#foldersIn(index));
  }

  #foldersIn(index: ReadableIndex): number[] {
    if (this.isWhole || this.blocks.length === 0) return [];
    const rows = allRows<ScopedFolder & { id: number }>(index, 'SELECT id, path, dataset, run FROM folder');
    const names = { datasets: this.#datasets, runs: this.#runs };
    const ids = rows.filter((folder) => rulesAt(folder.path).isOf(folder, names)).map(({ id }) => id);
    const linked = allTuples<[number]>(
      index,
      `SELECT DISTINCT folder_id FROM file WHERE (inode, device) IN (SELECT s.inode, s.device
         FROM json_each(:ids) j CROSS JOIN file s ON s.folder_id = j.value AND s.link IN (1, 2))`,
      { ids: JSON.stringify(ids) },
    ).map(([id]) => id);
    return [...new Set([...ids, ...linked])];
  }
}

/** The last answer for each index. */
const answers = new WeakMap<
  object,
  { readonly key: string; readonly version: number; readonly blocked: Blocked }
>();

/** What stands in the way of a question. */
export function blockedBy(context: Settled & { readonly index: ReadableIndex }): Blocked {
  const { index, countedEmpty, lookedPast, countedDeleted, inTrash, isNameTyped } = context;
  const key = JSON.stringify([countedEmpty, lookedPast, countedDeleted, inTrash, isNameTyped]);
  const version = contentVersion(index);
  const before = answers.get(index.raw);
  if (before?.key === key && before.version === version) return before.blocked;
  const blocked = new Blocked(listBlocking(context));
  answers.set(index.raw, { key, version, blocked });
  return blocked;
}

/** Whether some blocks are all about manifests that seem to be gone, and none about what can't be read. */
export function areAllGone(blocks: readonly Blocking[]): boolean {
  return blocks.length > 0 && blocks.every(isGoneBlock);
}

/**
 * Whether it is known which stored files are orphans, of the workspace or one dataset. What can't be read of one dataset leaves
 * the others known; the files that it may be about are undecided, and counted as that.
 */
export function areOrphansKnown(
  context: Settled & { readonly index: ReadableIndex; readonly isStale?: boolean },
  dataset?: string,
): boolean {
  if (context.isStale === true) return false;
  const blocked = blockedBy(context);
  return dataset === undefined ? !blocked.isWhole : !blocked.isAbout(dataset);
}

/** Whether it is known which files only some pipelines use, of the workspace or one dataset; see {@link knownUse}. */
export function isUseKnown(context: Settled & { readonly index: ReadableIndex }, dataset?: string): boolean {
  const { blocks } = blockedBy(context);
  return knownUse(blocks.map(shownBlock))(dataset);
}
