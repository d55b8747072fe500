/** A regular file of a tar archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
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

/** The path that an extended header (POSIX.1-2001) gives to the file behind it; null where it gives none. */
function extendedPath(records: Uint8Array): string | null {
  let path: string | null = null;
  for (let at = 0; at < records.length;) {
    const space = records.indexOf(32, at);
    const length = space < 0 ? Number.NaN : Number(decoder.decode(records.subarray(at, space)));
    if (!Number.isSafeInteger(length) || length <= space - at) break;
    const record = decoder.decode(records.subarray(space + 1, at + length - 1));
    if (record.startsWith('path=')) path = record.slice('path='.length);
    at += length;
  }
  return path;
}

/** The regular files of a tar archive (`pax(1)`, ustar with the extensions of POSIX and GNU); null where it is none, or is cut off. */
export function readTar(archive: Uint8Array): TarFile[] | null {
  const files: TarFile[] = [];
  let longName: string | null = null;
  for (let at = 0; at < archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.length < BLOCK) return null;
    if (header.every((byte) => byte === 0)) return files;
    const size = number(header.subarray(124, 136));
    if (!isHeader(header) || !Number.isSafeInteger(size) || size < 0) return null;
    const start = at + BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    const bytes = archive.subarray(start, start + size);
    if (bytes.length < size) return null;
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = text(bytes);
    else if (type === 'x') longName = extendedPath(bytes) ?? longName;
    else {
      const isUstar = text(header.subarray(257, 262)) === 'ustar';
      const prefix = isUstar ? text(header.subarray(345, 500)) : '';
      const short = text(header.subarray(0, 100));
      const name = longName ?? (prefix === '' ? short : `${prefix}/${short}`);
      if (type === '0' || type === '\0' || type === '7') files.push({ name, bytes });
      if (type !== 'g' && type !== 'K') longName = null;
    }
  }
  // The two empty blocks at the end are missing: something was cut off.
  return null;
}
