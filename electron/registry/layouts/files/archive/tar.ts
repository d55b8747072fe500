/** What a tar archive names, folders left out. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it is a regular file, and no link, device or pipe. */
  readonly isPlain: boolean;
}

const BLOCK = 512;
const decoder = new TextDecoder();

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** A number of a header: octal digits, or with the highest bit set the bytes themselves (GNU). NaN for anything else. */
function number(field: Uint8Array): number {
  const [first = 0] = field;
  if (first >= 0x80) return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
  const digits = text(field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

function isHeader(block: Uint8Array): boolean {
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return number(block.subarray(148, 156)) === sum;
}

/** What an extended header (POSIX.1-2001) says of the file behind it; null where it can't be read. */
function extended(records: Uint8Array): ReadonlyMap<string, string> | null {
  const said = new Map<string, string>();
  for (let at = 0; at < records.length;) {
    const space = records.indexOf(32, at);
    const length = space < 0 ? Number.NaN : Number(decoder.decode(records.subarray(at, space)));
    const end = at + length;
    if (!Number.isSafeInteger(length) || length <= space - at || end > records.length) return null;
    const record = decoder.decode(records.subarray(space + 1, end - 1));
    const equals = record.indexOf('=');
    if (equals <= 0) return null;
    said.set(record.slice(0, equals), record.slice(equals + 1));
    at = end;
  }
  return said;
}

/** Keys of extended headers that say which bytes are whose: what is not understood of these might hide a file. */
const SAYS_WHERE = /^(?:path|size|GNU\.sparse\..*)$/;

/** Types of entries that are no files and hold none: folders, and what tar itself writes about volumes. */
const NO_FILES: ReadonlySet<string> = new Set(['5', 'D', 'V']);

/**
 * The files of a tar archive (`pax(1)`, ustar with the extensions of POSIX and GNU); null where it is none, is cut off, or says something of its
 * files that is not understood.
 */
export function readTar(archive: Uint8Array): TarFile[] | null {
  const files: TarFile[] = [];
  let longName: string | null = null;
  let realSize: number | null = null;
  for (let at = 0; at < archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.length < BLOCK) return null;
    if (header.every((byte) => byte === 0)) return isEmpty(archive.subarray(at)) ? files : null;
    const type = String.fromCharCode(header[156] ?? 0);
    const isAbout = type === 'L' || type === 'K' || type === 'x' || type === 'g';
    const size: number = isAbout
      ? number(header.subarray(124, 136))
      : (realSize ?? number(header.subarray(124, 136)));
    if (!isHeader(header) || !Number.isSafeInteger(size) || size < 0) return null;
    const start = at + BLOCK;
    const bytes = archive.subarray(start, start + size);
    if (bytes.length < size) return null;
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = text(bytes);
    else if (type === 'x') {
      const said = extended(bytes);
      if (said === null || [...said.keys()].some((key) => key.startsWith('GNU.sparse.'))) return null;
      longName = said.get('path') ?? longName;
      const stated = said.get('size');
      realSize = stated === undefined ? realSize : Number(stated);
    } else if (type === 'g') {
      const said = extended(bytes);
      if (said === null || [...said.keys()].some((key) => SAYS_WHERE.test(key))) return null;
    } else if (type !== 'K') {
      const isUstar = text(header.subarray(257, 262)) === 'ustar';
      const prefix = isUstar ? text(header.subarray(345, 500)) : '';
      const short = text(header.subarray(0, 100));
      const name = longName ?? (prefix === '' ? short : `${prefix}/${short}`);
      const isPlain = type === '0' || type === '\0' || type === '7';
      if (isPlain || !NO_FILES.has(type)) files.push({ name, bytes, isPlain });
      longName = null;
      realSize = null;
    }
  }
  // The two empty blocks at the end are missing: something was cut off.
  return null;
}

/** Whether nothing more is in an archive: what lies behind its end, other programs may go on with. */
function isEmpty(rest: Uint8Array): boolean {
  return rest.every((byte) => byte === 0);
}
