import { basename } from 'node:path/posix';
import { classifyFileName, foldName } from '../../../shared/format/file-name.ts';
import type { WorkspacePath } from '../files/paths.ts';

/** The value of each byte that is a hex digit, in either case; -1 for all others. */
const HEX = new Int8Array(256).fill(-1);
for (const [value, digit] of Array.from('0123456789abcdef').entries()) {
  HEX[digit.charCodeAt(0)] = value;
  HEX[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Digits in the names of new files, and in those of old ones. */
const LONG = 12;
const SHORT = 6;

/** Digits of a SHA-256. */
const WHOLE = 64;

/** All but the first of twelve digits fit below this. */
const LONG_TAIL = 16 ** (LONG - 1);
const SHORT_TAIL = 16 ** (SHORT - 1);

function add<Key>(map: Map<Key, number[]>, key: Key, place: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [place]);
  else known.push(place);
}

/** A file that is looked for. */
export interface Sought {
  readonly path: WorkspacePath;
  /** SHA-256 in hex where it is known. */
  readonly hash: string | null;
}

const PATH_KEY = Buffer.from('path:');

/** The value behind a key, as PyYAML writes short ones: up to the end of the line, perhaps in quotes. */
function valueAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf(10, start);
  const text = bytes.toString('utf8', start, end < 0 ? bytes.length : end).trim();
  if (text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return text.slice(1, -1);
    throw error;
  }
}

/**
 * What of a manifest's bytes tells that it may name a file: the digits in the file's name or hash, where a name has none the name
 * as a `path`. Many files are searched for at once, and only each twelfth byte of a text without digits is looked at, so that
 * searching costs less than reading.
 */
export class Needles {
  readonly #long = new Map<number, number[]>();
  readonly #short = new Map<number, number[]>();
  readonly #names = new Map<string, number[]>();

  constructor(files: readonly Sought[]) {
    for (const [place, { path, hash }] of files.entries()) {
      const name = basename(path);
      const { hashPrefix } = classifyFileName(name);
      // A foreign name may hold digits that somebody finds it by: the whole of it is what a manifest would say.
      if (hashPrefix === null) add(this.#names, foldName(name), place);
      else this.#addDigits(hashPrefix, place);
      if (hash !== null && hash.length >= LONG) this.#addDigits(hash.slice(0, LONG), place);
    }
  }

  /** The places of the files that the bytes may name. */
  in(bytes: Uint8Array): ReadonlySet<number> {
    const found = new Set<number>();
    this.#searchDigits(bytes, found);
    if (this.#names.size > 0)
      this.#searchNames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), found);
    return found;
  }

  #addDigits(digits: string, place: number): void {
    const value = Number.parseInt(digits, 16);
    if (Number.isNaN(value)) return;
    add(digits.length === SHORT ? this.#short : this.#long, value, place);
  }

  #searchDigits(bytes: Uint8Array, found: Set<number>): void {
    const shortest = this.#short.size > 0 ? SHORT : LONG;
    if (this.#short.size === 0 && this.#long.size === 0) return;
    const { length } = bytes;
    // A run of that many digits covers one of every so many bytes.
    for (let place = shortest - 1; place < length; place += shortest) {
      if ((HEX[bytes[place] ?? 0] ?? -1) < 0) continue;
      let start = place;
      while (start > 0 && (HEX[bytes[start - 1] ?? 0] ?? -1) >= 0) start -= 1;
      let end = place + 1;
      while (end < length && (HEX[bytes[end] ?? 0] ?? -1) >= 0) end += 1;
      if (end - start >= shortest) this.#searchRun(bytes, start, end, found);
      place = end;
    }
  }

  /** A whole hash is told by its first digits; of any other run each part counts. */
  #searchRun(bytes: Uint8Array, start: number, end: number, found: Set<number>): void {
    const last = end - start === WHOLE ? start + LONG : end;
    const onlyFirst = end - start === WHOLE;
    let long = 0;
    let short = 0;
    for (let place = start; place < last; place += 1) {
      const digit = HEX[bytes[place] ?? 0] ?? 0;
      long = (long % LONG_TAIL) * 16 + digit;
      short = (short % SHORT_TAIL) * 16 + digit;
      const count = place - start + 1;
      if (count >= LONG) this.#note(this.#long.get(long), found);
      if (count === SHORT || (count > SHORT && !onlyFirst)) this.#note(this.#short.get(short), found);
    }
  }

  #searchNames(bytes: Buffer, found: Set<number>): void {
    for (let place = bytes.indexOf(PATH_KEY); place >= 0; place = bytes.indexOf(PATH_KEY, place + 1)) {
      this.#note(this.#names.get(foldName(valueAt(bytes, place + PATH_KEY.length))), found);
    }
  }

  #note(places: readonly number[] | undefined, found: Set<number>): void {
    if (places !== undefined) for (const place of places) found.add(place);
  }
}
