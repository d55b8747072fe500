import { closeSync, readSync } from 'node:fs';
import { fromFdPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { EntryNames, isPassedOver } from './entry-names.ts';
import type { ArchiveLimits } from './limits.ts';
import { Refused } from './refusal.ts';
import type { Staging } from './staging.ts';

/** An entry that is a file, judged by all that the archive says of it. */
interface ZippedFile {
  readonly entry: Entry;
  readonly name: string;
  readonly path: string;
}

/** The kind of file in the mode that Unix systems write into an entry (stat(2)); 0 where none did. */
const KIND = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

/** As it stands there: which backslashes mean what, we decide. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

function checkKind(entry: Entry, name: string): void {
  if (entry.isEncrypted()) throw new Refused('ENCRYPTED', name, 'it is encrypted');
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind !== 0 && kind !== REGULAR && kind !== FOLDER)
    throw new Refused('NOT_A_FILE', name, 'it is a link, a device or a pipe');
  if (kind === FOLDER && !name.endsWith('/'))
    throw new Refused('NOT_A_FILE', name, 'it is a folder by its mode, and none by its name');
}

/** All entries by the directory at the end, without any of their bytes. */
async function listed(zip: ZipFile, limits: ArchiveLimits): Promise<ZippedFile[]> {
  if (zip.entryCount > limits.entries)
    throw new Refused('TOO_MANY', null, `it has more than ${limits.entries} entries`);
  const names = new EntryNames(limits);
  const files: ZippedFile[] = [];
  for await (const entry of zip.eachEntry()) {
    names.count();
    const name = nameOf(entry);
    if (isPassedOver(name)) continue;
    checkKind(entry, name);
    if (!name.endsWith('/')) files.push({ entry, name, path: names.file(name) });
    else {
      if (entry.uncompressedSize > 0)
        throw new Refused('UNSAFE_NAME', name, 'it has the name of a folder, and bytes');
      names.folder(name);
    }
  }
  return files;
}

/**
 * Makes sure that no two entries share bytes, and that each says of itself in its place what the directory says of it: readers that believe
 * the one or the other see two different archives.
 */
async function checkPlaces(zip: ZipFile, files: readonly ZippedFile[]): Promise<void> {
  const places: { start: number; end: number; name: string }[] = [];
  for (const { entry, name } of files) {
    const local = await zip.readLocalFileHeaderPromise(entry);
    const isSame =
      local.fileName.equals(entry.fileNameRaw) && local.compressionMethod === entry.compressionMethod;
    if (!isSame) throw new Refused('DAMAGED', name, 'the archive says two different things of it');
    const end = local.fileDataStart + entry.compressedSize;
    places.push({ start: entry.relativeOffsetOfLocalHeader, end, name });
  }
  places.sort((one, other) => one.start - other.start);
  let before = 0;
  for (const { start, end, name } of places) {
    if (start < before)
      throw new Refused('OVERLAP', name, 'it shares bytes of the archive with another entry');
    before = end;
  }
}

/** What an entry of the directory begins with (APPNOTE.TXT, 4.3.12). */
const ENTRY = 0x02014b50;

/**
 * Makes sure that the directory ends where its entries are counted to: a count wraps at 65,536, and what stands behind it would be left without a word.
 * The parser's types call the place that it has come to a boolean.
 */
function checkEnd(file: number, zip: ZipFile): void {
  const next = Buffer.alloc(4);
  const cursor: unknown = zip.readEntryCursor;
  if (typeof cursor !== 'number') throw new Error('yauzl no longer says where it has come to.');
  if (readSync(file, next, 0, 4, cursor) === 4 && next.readUInt32LE(0) === ENTRY)
    throw new Refused('DAMAGED', null, 'it has more entries than it says');
}

async function opened(file: number): Promise<ZipFile> {
  try {
    return await fromFdPromise(file, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/**
 * Takes all files out of a zip, and closes it. Throws {@link Refused}, and what the parser throws at a damaged one.
 *
 * @param file its descriptor
 */
export async function readZip(file: number, staging: Staging, limits: ArchiveLimits): Promise<void> {
  const zip = await opened(file);
  try {
    const files = await listed(zip, limits);
    checkEnd(file, zip);
    await checkPlaces(zip, files);
    for (const { entry, name, path } of files) {
      const stream = await zip.openReadStreamPromise(entry);
      const mtimeMs = entry.getLastModDate().getTime();
      const taken = await staging.take(
        { path, name, mtimeMs: Number.isFinite(mtimeMs) ? mtimeMs : null },
        stream,
      );
      if (taken.size !== entry.uncompressedSize || taken.crc !== entry.crc32)
        throw new Refused('DAMAGED', name, 'its bytes are not those that the archive says');
    }
  } finally {
    zip.close();
  }
}
