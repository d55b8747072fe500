import { isUtf8 } from 'node:buffer';

/**
 * Names of files are bytes on Linux, and some are no UTF-8 text: a zip of an old Windows brings its code page along. Such a
 * name is kept as a text in which each byte that belongs to no letter is a lone surrogate, U+DC80 to U+DCFF (as Python's
 * `surrogateescape` does), which no name of a file is otherwise.
 */
const FIRST = 0xdc80;

/** The text for the bytes of a name. */
export function escapedName(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = letterAt(bytes, at);
    if (length > 0) text += bytes.toString('utf8', at, at + length);
    else text += String.fromCharCode(FIRST + (bytes[at] ?? 0) - 0x80);
    at += Math.max(1, length);
  }
  return text;
}

/** How many bytes the letter at a place has; 0 where there is none. */
function letterAt(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

/** The path that the system knows: bytes where a name in it is no text. */
export function nativePath(path: string): string | Buffer {
  if (process.platform === 'win32' || path.isWellFormed()) return path;
  const parts: Buffer[] = [];
  for (const letter of path) {
    const code = letter.charCodeAt(0);
    const isByte = letter.length === 1 && code >= FIRST && code <= FIRST + 0x7f;
    parts.push(isByte ? Buffer.from([code - FIRST + 0x80]) : Buffer.from(letter, 'utf8'));
  }
  return Buffer.concat(parts);
}
