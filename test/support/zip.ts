import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip to make, and what it says of itself that is not so. */
export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Whether its bytes are packed; they are stored as they are else. */
  readonly isPacked?: boolean;
  /** What Unix systems call its mode, with the kind of file. */
  readonly mode?: number;
  readonly flags?: number;
  /** Sizes, checksum and name that the archive states; the true ones else. */
  readonly size?: number;
  readonly crc?: number;
  readonly localName?: string;
  /** Place of its bytes: those of an entry before it, by its number. */
  readonly sharesWith?: number;
}

interface Placed {
  readonly offset: number;
  readonly packed: Uint8Array;
}

function record(signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [length]) => sum + length, 0));
  bytes.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [length, value] of fields) {
    if (length === 2) bytes.writeUInt16LE(value, at);
    else bytes.writeUInt32LE(value >>> 0, at);
    at += length;
  }
  return bytes;
}

/** The time of all entries: 2025-06-01, noon. */
const DATE = ((2025 - 1980) << 9) | (6 << 5) | 1;
const TIME = 12 << 11;

function common(
  entry: ZipEntry,
  packed: Uint8Array,
  content: Uint8Array,
  name: Uint8Array,
): [2 | 4, number][] {
  return [
    [2, 20],
    [2, entry.flags ?? 0x800],
    [2, entry.isPacked === true ? 8 : 0],
    [2, TIME],
    [2, DATE],
    [4, entry.crc ?? crc32(content)],
    [4, packed.length],
    [4, entry.size ?? content.length],
    [2, name.length],
    [2, 0],
  ];
}

/** What a zip of more than 65,535 entries has before its end: the counts in 64 bits, and where those are. */
function largeEnd(count: number, size: number, offset: number): Buffer[] {
  const wide = (value: number): [2 | 4, number][] => [
    [4, value],
    [4, 0],
  ];
  const end = record(0x06064b50, [
    ...wide(44),
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    ...[count, count, size, offset].flatMap(wide),
  ]);
  return [end, record(0x07064b50, [[4, 0], ...wide(offset + size), [4, 1]])];
}

/**
 * A zip, entry by entry as it is told: also one that no packer would make.
 *
 * @param counted how many entries it says that it has; the true number else
 */
export function rawZip(
  entries: readonly ZipEntry[],
  comment: string = '',
  counted: number = entries.length,
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const places: Placed[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const content = Buffer.from((entry.content ?? '') as string);
    const shared = entry.sharesWith === undefined ? undefined : places[entry.sharesWith];
    const packed = shared?.packed ?? (entry.isPacked === true ? deflateRawSync(content) : content);
    const place = { offset: shared?.offset ?? offset, packed };
    places.push(place);
    if (shared === undefined) {
      const localName = Buffer.from(entry.localName ?? (entry.name as string));
      const local = [
        record(0x04034b50, common(entry, packed, content, localName)),
        localName,
        Buffer.from(packed),
      ];
      parts.push(...local);
      offset += local.reduce((sum, part) => sum + part.length, 0);
    }
    const fields = common(entry, packed, content, name);
    const head = record(0x02014b50, [
      [2, (3 << 8) | 20],
      ...fields,
      [2, 0],
      [2, 0],
      [2, 0],
      [4, ((entry.mode ?? 0o100644) << 16) >>> 0],
      [4, place.offset],
    ]);
    directory.push(head, name);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const isLarge = counted > 0xffff;
  const count = isLarge ? 0xffff : counted;
  if (isLarge) directory.push(...largeEnd(counted, size, offset));
  const end = record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, comment.length],
  ]);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
}
