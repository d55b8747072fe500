import { crc32, inflateRawSync } from 'node:zlib';
import { Refused } from './refusal.ts';

/** Reads some bytes of an archive from a place on; fewer at its end. Throws where they can't be read. */
export type ReadPart = (position: number, length: number) => Uint8Array;

/** An entry of a zip, as its directory has it and the entry itself says too. */
export interface ZipEntry {
  /** As it stands there; a label, never a path. */
  readonly name: string;
  /** Another name that some programs take instead; null for none. */
  readonly otherName: string | null;
  /** Bytes that come out, and in the archive. */
  readonly size: number;
  readonly packedSize: number;
  readonly isPacked: boolean;
  readonly isEncrypted: boolean;
  /** Of the bytes that come out. */
  readonly crc: number;
  /** Whether it is a link, a device or a pipe. */
  readonly isOdd: boolean;
  /** Where its bytes begin. */
  readonly start: number;
}

/** Signatures and lengths of records (APPNOTE.TXT 4.3). */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
const LARGEST_DIRECTORY = 256 * 1024 * 1024;

/** Extra fields: sizes beyond 4 GB, and a name in UTF-8. */
const EXTRA_64 = 0x0001;
const EXTRA_NAME = 0x7075;

const decoder = new TextDecoder();

function damaged(what: string): Refused {
  return new Refused('DAMAGED', null, what);
}

function viewOf(read: ReadPart, position: number, length: number): DataView {
  const bytes = position < 0 ? new Uint8Array() : read(position, length);
  if (bytes.length !== length) throw damaged('it was cut off');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function textAt(view: DataView, at: number, length: number): string {
  return decoder.decode(new Uint8Array(view.buffer, view.byteOffset + at, length));
}

/** A number of 64 bits that a number of JavaScript can be. */
function large(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw damaged('a number in it is too large');
  return value;
}

interface Directory {
  readonly entries: number;
  readonly size: number;
  readonly start: number;
}

/** The record at the end, which must end the archive: what is added behind it nobody would miss. */
function directoryOf(read: ReadPart, size: number): Directory {
  const length = Math.min(size, END_LENGTH + LONGEST_COMMENT);
  const tail = viewOf(read, size - length, length);
  let at = length - END_LENGTH;
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === END && at + END_LENGTH + tail.getUint16(at + 20, true) === length)
  )
    at -= 1;
  if (at < 0) throw damaged('its end is missing');
  const end = size - length + at;
  const found = {
    entries: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    start: tail.getUint32(at + 16, true),
  };
  const disks = tail.getUint32(at + 4, true);
  const is64 = found.entries === 0xffff || found.size === 0xffffffff || found.start === 0xffffffff;
  if (!is64) {
    if (disks !== 0 || tail.getUint16(at + 8, true) !== found.entries)
      throw damaged('parts of it are missing');
    if (found.start + found.size !== end) throw damaged('its directory is not where it says');
    return found;
  }
  const locator = viewOf(read, end - 20, 20);
  if (locator.getUint32(0, true) !== LOCATOR_64) throw damaged('its directory is not where it says');
  const place = large(locator, 8);
  const record = viewOf(read, place, 56);
  if (record.getUint32(0, true) !== END_64) throw damaged('its directory is not where it says');
  const directory = { entries: large(record, 32), size: large(record, 40), start: large(record, 48) };
  if (directory.start + directory.size !== place) throw damaged('its directory is not where it says');
  return directory;
}

/** The extra fields of an entry, by their kind. */
function extrasOf(view: DataView, start: number, length: number): Map<number, [at: number, length: number]> {
  const extras = new Map<number, [number, number]>();
  for (let at = start; at + 4 <= start + length;) {
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > start + length) throw damaged('its directory is not whole');
    const kind = view.getUint16(at, true);
    if (extras.has(kind) && (kind === EXTRA_64 || kind === EXTRA_NAME))
      throw damaged('it says two different things of an entry');
    extras.set(kind, [at + 4, size]);
    at += 4 + size;
  }
  return extras;
}

/** The kind of file in the mode that Unix systems write into an entry (stat(2)): regular files and folders are no odd ones. */
const KIND = 0o170000;
const PLAIN: ReadonlySet<number> = new Set([0, 0o100000, 0o040000]);

/** What the directory says of one entry, and where that one is. */
interface Listed extends Omit<ZipEntry, 'start'> {
  readonly offset: number;
  readonly rawName: Uint8Array;
}

function listedAt(view: DataView, at: number): { readonly entry: Listed; readonly next: number } {
  if (at + CENTRAL_LENGTH > view.byteLength || view.getUint32(at, true) !== CENTRAL)
    throw damaged('its directory is not whole');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((each) =>
    view.getUint16(at + each, true),
  ) as [number, number, number];
  const name = at + CENTRAL_LENGTH;
  const next = name + nameLength + extraLength + commentLength;
  if (next > view.byteLength) throw damaged('its directory is not whole');
  const extras = extrasOf(view, name + nameLength, extraLength);
  const [extra = 0, room = 0] = extras.get(EXTRA_64) ?? [];
  let used = 0;
  const sizes = [24, 20, 42].map((field) => {
    const value = view.getUint32(at + field, true);
    if (value !== 0xffffffff) return value;
    used += 8;
    if (used > room) throw damaged('its directory is not whole');
    return large(view, extra + used - 8);
  }) as [number, number, number];
  const [size, packedSize, offset] = sizes;
  const method = view.getUint16(at + 10, true);
  const unicode = extras.get(EXTRA_NAME);
  const entry: Listed = {
    name: textAt(view, name, nameLength),
    otherName: unicode === undefined ? null : textAt(view, unicode[0] + 5, Math.max(0, unicode[1] - 5)),
    size,
    packedSize,
    isPacked: method === 8,
    isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    crc: view.getUint32(at + 16, true),
    isOdd: !PLAIN.has((view.getUint32(at + 38, true) >>> 16) & KIND) || (method !== 0 && method !== 8),
    offset,
    rawName: new Uint8Array(view.buffer, view.byteOffset + name, nameLength),
  };
  return { entry, next };
}

/** Where the bytes of an entry begin; what it says of itself in its place must be what the directory says. */
function startOf(read: ReadPart, { offset, rawName, isPacked, isEncrypted, isOdd }: Listed): number {
  const local = viewOf(read, offset, LOCAL_LENGTH + rawName.length);
  const method = local.getUint16(8, true);
  const name = new Uint8Array(local.buffer, local.byteOffset + LOCAL_LENGTH, rawName.length);
  const isSame =
    local.getUint32(0, true) === LOCAL &&
    local.getUint16(26, true) === rawName.length &&
    Buffer.from(name).equals(rawName) &&
    (isOdd || method === (isPacked ? 8 : 0)) &&
    ((local.getUint16(6, true) & 1) !== 0) === isEncrypted;
  if (!isSame) throw damaged('it says two different things of an entry');
  return offset + LOCAL_LENGTH + rawName.length + local.getUint16(28, true);
}

/**
 * All entries of a zip, read without waiting, for callers that can't wait: scans, and looks into bundles. Believes nothing that is said once:
 * the directory must end where the archive does, each entry must say in its place what the directory says, and no two may share bytes. What
 * is taken out for good goes through `unpack`. Throws {@link Refused}.
 */
export function zipEntries(read: ReadPart, size: number, most: number): ZipEntry[] {
  const directory = directoryOf(read, size);
  if (directory.entries > most) throw new Refused('TOO_MANY', null, `it has more than ${most} entries`);
  if (directory.size > LARGEST_DIRECTORY) throw damaged('its directory is too large');
  const view = viewOf(read, directory.start, directory.size);
  const listed: Listed[] = [];
  let at = 0;
  for (let number = 0; number < directory.entries; number += 1) {
    const { entry, next } = listedAt(view, at);
    listed.push(entry);
    at = next;
  }
  if (at !== directory.size) throw damaged('its directory is not whole');
  const entries = listed.map((entry) => ({ ...entry, start: startOf(read, entry) }));
  let before = 0;
  for (const { offset, start, packedSize } of entries.toSorted((one, other) => one.offset - other.offset)) {
    if (offset < before) throw new Refused('OVERLAP', null, 'entries of it share bytes');
    before = start + packedSize;
    if (before > directory.start) throw damaged('entries of it reach into its directory');
  }
  return entries;
}

/** The bytes of an entry, which must be as many as it says and have the checksum that it says. Throws {@link Refused}. */
export function zippedBytes(read: ReadPart, entry: ZipEntry): Uint8Array {
  const { name, size, packedSize, isPacked, isEncrypted, isOdd, crc, start } = entry;
  if (isEncrypted) throw new Refused('ENCRYPTED', name, 'it is encrypted');
  if (isOdd)
    throw new Refused('NOT_A_FILE', name, 'it is no plain file, or packed in a way that is not known');
  const packed = read(start, packedSize);
  let bytes: Uint8Array;
  try {
    // One more than it says, so that more shows.
    bytes = isPacked ? inflateRawSync(packed, { maxOutputLength: size + 1 }) : packed;
  } catch {
    throw new Refused('DAMAGED', name, 'its bytes are not those that the archive says');
  }
  if (packed.length !== packedSize || bytes.length !== size || crc32(bytes) !== crc)
    throw new Refused('DAMAGED', name, 'its bytes are not those that the archive says');
  return bytes;
}
