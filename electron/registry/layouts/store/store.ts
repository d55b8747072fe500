import type { StoreSizes } from '../../../../shared/api/workspace/workspace.ts';
import { systemPath } from '../../files/paths.ts';
import type { FileSystem } from '../../files/file-system.ts';
import { realDatabase } from './database/stamp.ts';

/** What nirs4all 0.7 and later keep in place of manifests: a database, with files beside it. Stemma only recognises it. */
export interface StoreKind {
  readonly database: 'store.sqlite' | 'store.duckdb';
  /** Which versions of nirs4all write such a one, for people: `0.9.2 to 0.9.4`. */
  readonly era: string;
  /** `PRAGMA user_version`, which says what columns there are; null where the database has none or can't be read. */
  readonly user_version: number | null;
}

/** The header of a SQLite database, in bytes; `user_version` lies at 60 in it, big-endian (SQLite's file format, 1.3). */
const HEADER_BYTES = 100;
const USER_VERSION_AT = 60;

/** Of a write-ahead log (4.1): its header, and that of each frame, which holds one page. */
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** No more frames are looked at: the first page is in the first commit. */
const MOST_FRAMES = 100_000;

function kindOf(fs: FileSystem, path: string): 'file' | 'folder' | null {
  const stamp = fs.stat(path);
  return stamp.ok && (stamp.value.kind === 'file' || stamp.value.kind === 'folder') ? stamp.value.kind : null;
}

function part(fs: FileSystem, path: string, position: number, length: number): Buffer | null {
  const read = fs.readPartOf(path, position, length);
  return read.ok && read.value.length === length ? Buffer.from(read.value) : null;
}

/**
 * The version that a commit in the write-ahead log gave the first page, which counts more than what lies in the database:
 * a killed writer leaves all that it wrote there. Null where no whole frame of the current log holds that page.
 */
function versionInLog(fs: FileSystem, path: string): number | null {
  const header = part(fs, path, 0, LOG_HEADER_BYTES);
  if (header === null) return null;
  const pageBytes = header.readUInt32BE(8);
  const salts = header.subarray(16, 24);
  if (pageBytes < 512 || pageBytes > 65_536) return null;
  let version: number | null = null;
  for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
    const at = LOG_HEADER_BYTES + frame * (FRAME_HEADER_BYTES + pageBytes);
    const own = part(fs, path, at, FRAME_HEADER_BYTES);
    // Frames of an older log have other salts, and end the current one.
    if (own === null || !own.subarray(8, 16).equals(salts)) break;
    if (own.readUInt32BE(0) !== 1) continue;
    const page = part(fs, path, at + FRAME_HEADER_BYTES, HEADER_BYTES);
    if (page !== null) version = page.readUInt32BE(USER_VERSION_AT);
  }
  return version;
}

function userVersion(fs: FileSystem, named: string): number | null {
  const database = realDatabase(fs, named);
  const inLog = versionInLog(fs, `${database}-wal`);
  if (inLog !== null) return inLog;
  const header = part(fs, database, 0, HEADER_BYTES);
  if (header === null || !header.toString('latin1').startsWith('SQLite format 3\0')) return null;
  return header.readUInt32BE(USER_VERSION_AT);
}

/** Which versions of nirs4all write a database of a version. From 0.12 on it is the same, and the folders tell them apart. */
function eraOf(version: number | null, hasNativeResults: boolean): string {
  switch (version) {
    case null:
      return '0.8.4 or later';
    case 0:
      return '0.8.4 to 0.9.1';
    case 1:
      return '0.9.2 to 0.9.4';
    case 2:
      return '0.10 to 0.11';
    case 3:
    case 4:
      return '0.11 to 0.12';
    case 5:
      return hasNativeResults ? '1.0 or later' : '0.12 or later';
    default:
      return 'later than 1.4';
  }
}

/** The database of the store in a folder, by its name alone; null where there is none. */
export function storeDatabase(fs: FileSystem, root: string): StoreKind['database'] | null {
  const databases = ['store.sqlite', 'store.duckdb'] as const;
  return databases.find((name) => kindOf(fs, systemPath(root, name)) === 'file') ?? null;
}

/** The store in a folder; null where there is none. Reads the database's header and its log: see {@link storeDatabase}. */
export function recogniseStore(fs: FileSystem, root: string): StoreKind | null {
  const database = storeDatabase(fs, root);
  if (database !== 'store.sqlite')
    return database === null ? null : { database, era: '0.7.0 to 0.8.3', user_version: null };
  const version = userVersion(fs, systemPath(root, database));
  const hasNativeResults = kindOf(fs, systemPath(root, 'native_results')) === 'folder';
  return { database, era: eraOf(version, hasNativeResults), user_version: version };
}

/** Files and bytes below a folder, links not followed; pauses after each folder. What can't be listed counts nothing. */
function* below(
  fs: FileSystem,
  root: string,
  folder: string,
): Generator<void, { files: number; bytes: number }> {
  const sum = { files: 0, bytes: 0 };
  const pending = [folder];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    yield;
    const listed = fs.list(systemPath(root, path));
    for (const { name, kind } of listed.ok ? listed.value : []) {
      if (kind === 'folder') pending.push(`${path}/${name}`);
      if (kind !== 'file') continue;
      const stamp = fs.lstat(systemPath(root, `${path}/${name}`));
      if (!stamp.ok) continue;
      sum.files += 1;
      sum.bytes += stamp.value.size;
    }
  }
  return sum;
}

/** Files, and what they take. */
interface Sum {
  readonly files: number;
  readonly bytes: number;
}

/**
 * What a store takes, part by part; pauses now and then.
 *
 * @param known the stored files where a scan has just counted them: there may be a million
 */
export function* storeSizes(
  fs: FileSystem,
  root: string,
  database: StoreKind['database'],
  known: Sum | null = null,
): Generator<void, StoreSizes> {
  const artifacts = known ?? (yield* below(fs, root, 'artifacts'));
  const results = yield* below(fs, root, 'native_results');
  const arrays = yield* below(fs, root, 'arrays');
  const real = realDatabase(fs, systemPath(root, database));
  const sizeOf = (path: string): number => {
    const stamp = fs.lstat(path);
    return stamp.ok ? stamp.value.size : 0;
  };
  return {
    artifacts_bytes: artifacts.bytes,
    artifacts_files: artifacts.files,
    native_results_bytes: results.bytes,
    arrays_bytes: arrays.bytes,
    database_bytes: sizeOf(real),
    log_bytes: sizeOf(`${real}-wal`) + sizeOf(`${real}.wal`),
  };
}
