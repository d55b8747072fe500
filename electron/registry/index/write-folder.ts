import { createHash } from 'node:crypto';
import { farAheadNs, writtenAt } from '../files/file-system.ts';
import type { LinkKind, StoredFile, StoredFolder } from './walk-event.ts';
import { isHollow } from '../files/gives-space.ts';
import { firstRow, prepare, run, type WritableIndex } from './database.ts';
import type { LayoutOf } from './linking.ts';
import { RowInserter } from './row-inserter.ts';

/** Numbers of `file.link`. */
export const LINKS: readonly LinkKind[] = ['none', 'inside', 'outside', 'broken'];

interface KnownFile {
  readonly id: bigint;
  readonly name: string;
  readonly size: bigint;
  readonly mtime_ns: bigint;
  readonly ctime_ns: bigint;
  readonly inode: bigint;
  readonly device: bigint;
  readonly links: bigint;
  readonly link: bigint;
  readonly allocated: bigint;
}

/**
 * Whether a file takes nothing on the disk, much less than its size, or about as much. That alone counts as a change: some file
 * systems tell a little more or less from one look to the next.
 */
function fill(size: number, allocated: number): 0 | 1 | 2 | 3 {
  if (allocated === 0) return 0;
  if (isHollow({ size, allocated })) return 1;
  return allocated < size / 2 ? 2 : 3;
}

function newest(files: readonly StoredFile[], farAhead: bigint): bigint {
  let latest = 0n;
  for (const { stamp } of files) {
    const written = writtenAt(stamp, farAhead);
    if (written > latest) latest = written;
  }
  return latest;
}

/** One text for all that a folder holds: equal digests mean equal rows. Numbers go in as bytes, which is several times as fast as writing them out. */
function digestOf(files: readonly StoredFile[]): string {
  const large = new BigInt64Array(files.length * 4);
  const small = new Float64Array(files.length * 4);
  const names: string[] = [];
  let at = 0;
  for (const { name, link, stamp } of files) {
    names.push(name);
    large[at] = stamp.mtimeNs;
    large[at + 1] = stamp.ctimeNs;
    large[at + 2] = stamp.inode;
    large[at + 3] = stamp.device;
    small[at] = stamp.size;
    small[at + 1] = stamp.links;
    small[at + 2] = LINKS.indexOf(link);
    small[at + 3] = fill(stamp.size, stamp.allocated);
    at += 4;
  }
  // No name holds a slash: what is joined can be told apart again.
  return createHash('sha256').update(names.join('/')).update('//').update(large).update(small).digest('hex');
}

function isSame(known: KnownFile, file: StoredFile): boolean {
  const { stamp } = file;
  return (
    known.size === BigInt(stamp.size) &&
    known.mtime_ns === stamp.mtimeNs &&
    known.ctime_ns === stamp.ctimeNs &&
    known.inode === stamp.inode &&
    known.device === stamp.device &&
    known.links === BigInt(stamp.links) &&
    known.link === BigInt(LINKS.indexOf(file.link)) &&
    fill(stamp.size, Number(known.allocated)) === fill(stamp.size, stamp.allocated)
  );
}

/** What the name of a stored file tells. */
export interface StoredName {
  /** Whether nirs4all writes files of such names in that folder. */
  readonly isOurs: boolean;
  /** The digits of a hash in it; null where it has none. */
  readonly hashPrefix: string | null;
}

/** What the names of files tell in a folder. */
export type NameOf = (folder: StoredFolder, name: string) => StoredName;

const FILE =
  'file (folder_id, name, size, mtime_ns, ctime_ns, inode, device, links, link, is_ours, hash_prefix, allocated)';

const FILE_ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Files between two pauses: some 2 ms of work. */
const PAUSE_EVERY = 512;

/** Puts the folders of stored files into the index, touching only rows that changed. */
export class FolderWriter {
  readonly #index: WritableIndex;
  readonly #nameOf: NameOf;
  readonly #layoutOf: LayoutOf;
  readonly #farAhead: bigint;
  readonly #rows: RowInserter;

  /** @param nowMs milliseconds since 1970 */
  constructor(index: WritableIndex, nameOf: NameOf, layoutOf: LayoutOf, nowMs: number) {
    this.#index = index;
    this.#nameOf = nameOf;
    this.#layoutOf = layoutOf;
    this.#farAhead = farAheadNs(nowMs);
    this.#rows = new RowInserter(index, FILE, FILE_ROW);
  }

  /** Writes one folder with its files, pausing now and then; returns whether anything in the index changed. */
  *put(folder: StoredFolder): Generator<void, boolean> {
    const digest = digestOf(folder.files);
    const { id, isNew, digest: before } = this.#row(folder);
    if (digest === before) return false;
    const known = isNew ? new Map<string, KnownFile>() : this.#knownFiles(id);
    let changed = isNew;
    for (const [number, file] of folder.files.entries()) {
      if ((number + 1) % PAUSE_EVERY === 0) yield;
      const same = known.get(file.name);
      known.delete(file.name);
      if (same !== undefined && isSame(same, file)) continue;
      changed = true;
      if (same === undefined) this.#insert(id, folder, file);
      else this.#update(same.id, file);
    }
    this.#rows.flush();
    for (const gone of known.values()) {
      changed = true;
      run(this.#index, 'DELETE FROM file WHERE id = :id', { id: gone.id });
    }
    run(this.#index, 'UPDATE folder SET newest_ns = :newest, digest = :digest WHERE id = :id', {
      id,
      newest: newest(folder.files, this.#farAhead),
      digest,
    });
    return changed;
  }

  /** Forgets a folder that is no longer there. */
  remove(path: string): void {
    run(this.#index, 'DELETE FROM file WHERE folder_id = (SELECT id FROM folder WHERE path = :path)', {
      path,
    });
    run(this.#index, 'DELETE FROM folder WHERE path = :path', { path });
  }

  #row(folder: StoredFolder): { id: number; isNew: boolean; digest: string } {
    const known = firstRow<{ id: number; digest: string }>(
      this.#index,
      'SELECT id, digest FROM folder WHERE path = :path',
      { path: folder.path },
    );
    if (known !== undefined) return { ...known, isNew: false };
    const inserted = prepare(
      this.#index,
      `INSERT INTO folder (path, layout, dataset, run, is_searched, newest_ns, digest)
       VALUES (:path, :layout, :dataset, :run, :isSearched, 0, '')`,
    ).run({
      path: folder.path,
      layout: this.#layoutOf(folder.path),
      dataset: folder.dataset,
      run: folder.run,
      isSearched: folder.isSearched ? 1 : 0,
    });
    return { id: Number(inserted.lastInsertRowid), isNew: true, digest: '' };
  }

  #knownFiles(folderId: number): Map<string, KnownFile> {
    const statement = prepare(
      this.#index,
      `SELECT id, name, size, mtime_ns, ctime_ns, inode, device, links, link, allocated FROM file WHERE folder_id = :folderId`,
    ).safeIntegers();
    const rows = statement.all({ folderId }) as KnownFile[];
    return new Map(rows.map((row) => [row.name, row]));
  }

  #insert(folderId: number, folder: StoredFolder, file: StoredFile): void {
    const { stamp } = file;
    const { isOurs, hashPrefix } = this.#nameOf(folder, file.name);
    this.#rows.add([
      folderId,
      file.name,
      stamp.size,
      stamp.mtimeNs,
      stamp.ctimeNs,
      stamp.inode,
      stamp.device,
      stamp.links,
      LINKS.indexOf(file.link),
      isOurs ? 1 : 0,
      hashPrefix,
      stamp.allocated,
    ]);
  }

  #update(id: bigint, file: StoredFile): void {
    const { stamp } = file;
    prepare(
      this.#index,
      `UPDATE file SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, device = ?, links = ?, link = ?, allocated = ?
       WHERE id = ?`,
    ).run(
      stamp.size,
      stamp.mtimeNs,
      stamp.ctimeNs,
      stamp.inode,
      stamp.device,
      stamp.links,
      LINKS.indexOf(file.link),
      stamp.allocated,
      id,
    );
  }
}
