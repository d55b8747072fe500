import { basename, dirname } from 'node:path/posix';
import { classifyFileName, foldName } from '../../../shared/format/file-name.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { allRows, eachRow, type ReadableIndex } from '../index/database.ts';
import { rulesAt } from '../layouts/layouts.ts';
import { trashPath, type Batch } from './batch.ts';
import type { TrashedFile } from './batch-files.ts';
import { hashFile, sameBytes } from './file-bytes.ts';
import type { BrokenRecord } from './plan.ts';
import type { Site } from './site.ts';

/** A record whose file is not there, or is not of the size that the record states: a run that was cut off leaves such files. */
interface Missing {
  readonly name: string;
  readonly hash: string;
  readonly position: number;
  readonly manifest: string;
  readonly uid: string | null;
  /** 1 for primary manifests. */
  readonly isPrimary: number;
  readonly run: string | null;
  readonly dataset: string | null;
}

const MISSING = `
  SELECT r.name, coalesce(lower(hex(r.hash)), '') AS hash, r.position, m.path AS manifest, m.uid, m.is_primary AS isPrimary, m.run, m.dataset
  FROM manifest m CROSS JOIN record r ON r.manifest_id = m.id
  WHERE m.state = 0 AND NOT EXISTS (SELECT 1 FROM reference x CROSS JOIN file f ON f.id = x.file_id
    WHERE x.record_id = r.id AND x.exact = 1 AND (r.size = 0 OR f.size = r.size))`;

/** Records that find a file at one of some places, given as folder and name, with the hash that they state. */
const FOUND = `
  SELECT DISTINCT fo.path || '/' || f.name AS path, lower(hex(r.hash)) AS hash
  FROM json_each(:places) j CROSS JOIN folder fo ON fo.path = j.value ->> 0
  CROSS JOIN file f ON f.folder_id = fo.id AND f.name = j.value ->> 1
  CROSS JOIN reference x ON x.file_id = f.id AND x.exact = 1 CROSS JOIN record r ON r.id = x.record_id
  WHERE r.hash IS NOT NULL`;

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function isBroken(broken: readonly BrokenRecord[], { manifest, uid, position }: Missing): boolean {
  return broken.some(
    (known) => known.manifest === manifest && known.uid === uid && known.position === position,
  );
}

/** Looks trashed files up by their names and hashes. */
class Wanting {
  readonly #site: Site;
  readonly #batch: Batch;
  readonly #byName = new Map<string, TrashedFile[]>();
  readonly #byDigits = new Map<string, TrashedFile[]>();
  readonly #hashes = new Map<WorkspacePath, string>();

  constructor(site: Site, batch: Batch, files: readonly TrashedFile[]) {
    this.#site = site;
    this.#batch = batch;
    for (const file of files) {
      const name = basename(file.path);
      add(this.#byName, foldName(name), file);
      const digits = file.entry?.hash?.slice(0, 6) ?? classifyFileName(name).hashPrefix?.slice(0, 6);
      if (digits !== undefined) add(this.#byDigits, digits, file);
    }
  }

  /** The files that the record may mean: by its path, else by the whole hash of their bytes. */
  *filesOf(record: Missing): Generator<TrashedFile, void> {
    const rules = rulesAt(record.manifest);
    for (const file of this.#byName.get(foldName(basename(record.name))) ?? []) {
      if (rules.looksAt({ ...record, isPrimary: record.isPrimary === 1 }, foldName(file.path))) yield file;
    }
    if (record.hash === '') return;
    for (const file of this.#byDigits.get(record.hash.slice(0, 6)) ?? []) {
      if (this.#hashOf(file) === record.hash) yield file;
    }
  }

  /** The SHA-256 of a trashed file's bytes, in hex; as the journal states it where it does. */
  #hashOf(file: TrashedFile): string {
    const stated = file.entry?.hash;
    if (typeof stated === 'string') return stated;
    let known = this.#hashes.get(file.path);
    if (known === undefined) {
      const read = hashFile(this.#site.fs, trashPath(this.#site, this.#batch.id, file.path));
      // One that can't be read equals nothing; it is still found by its path.
      known = read.ok ? read.value : '';
      this.#hashes.set(file.path, known);
    }
    return known;
  }
}

/** A batch with those of its files that are in the trash. */
export interface BatchFiles {
  readonly batch: Batch;
  readonly files: readonly TrashedFile[];
}

/**
 * The paths of the files of some batches that a manifest names by now, though they are in the trash; what the plan said would
 * break is not counted. The index must be of the workspace as it is now.
 */
export function wantedAmong(
  site: Site,
  index: ReadableIndex,
  batches: readonly BatchFiles[],
): ReadonlySet<WorkspacePath>[] {
  const all = batches.map(({ batch, files }) => ({
    wanting: new Wanting(site, batch, files),
    broken: batch.plan?.broken ?? [],
    wanted: new Set<WorkspacePath>(),
  }));
  if (batches.every(({ files }) => files.length === 0)) return all.map(({ wanted }) => wanted);
  for (const [place, { files }] of batches.entries()) {
    for (const { path, entry } of files) {
      if (entry?.reason !== 'results' || entry.folder === null) continue;
      if (rulesAt(path).namesFolder?.(index, entry.folder) === true) all[place]?.wanted.add(path);
    }
  }
  for (const record of eachRow<Missing>(index, MISSING)) {
    if (record.name === '') continue;
    for (const { wanting, broken, wanted } of all) {
      for (const file of wanting.filesOf(record)) if (!isBroken(broken, record)) wanted.add(file.path);
    }
  }
  return all.map(({ wanted }) => wanted);
}

/** The same for one batch. */
export function wantedAgain(
  site: Site,
  index: ReadableIndex,
  batch: Batch,
  files: readonly TrashedFile[],
): ReadonlySet<WorkspacePath> {
  return wantedAmong(site, index, [{ batch, files }])[0] ?? new Set();
}

/**
 * The paths of trashed files that alone hold the bytes which a manifest states by their hash, though a file of their name lies in
 * their place. Reads files, so it is asked only before they would be gone for good. The index must be of the workspace as it is now.
 */
export function betterThanInPlace(
  site: Site,
  index: ReadableIndex,
  batch: Batch,
  files: readonly TrashedFile[],
): ReadonlySet<WorkspacePath> {
  const { fs, root } = site;
  const replaced = new Map(
    files.filter(({ path }) => fs.lstat(systemPath(root, path)).ok).map((file) => [file.path, file]),
  );
  const places = JSON.stringify([...replaced.keys()].map((path) => [dirname(path), basename(path)]));
  const better = new Set<WorkspacePath>();
  for (const { path, hash } of allRows<{ path: string; hash: string }>(index, FOUND, { places })) {
    const inTrash = hashFile(fs, trashPath(site, batch.id, path));
    if (!inTrash.ok || inTrash.value !== hash) continue;
    const same = sameBytes(fs, trashPath(site, batch.id, path), systemPath(root, path));
    // What can't be read there is no better than nothing.
    if (!same.ok || !same.value) better.add(path);
  }
  return better;
}
