import { basename } from 'node:path/posix';
import { classifyFileName, foldName } from '../../../shared/format/file-name.ts';
import { parseJson } from '../files/parse-json.ts';
import type { WorkspacePath } from '../files/paths.ts';

/** The value of each byte that is a hex digit, in either case, and 1 more, so that 0 is all others. */
const HEX = new Uint8Array(256);
for (const [value, digit] of Array.from('0123456789abcdef').entries()) {
  HEX[digit.charCodeAt(0)] = value + 1;
  HEX[digit.toUpperCase().charCodeAt(0)] = value + 1;
}

/** Digits in the names of new files, and in those of old ones. */
const LONG = 12;
const SHORT = 6;

/** Digits of a SHA-256. */
const WHOLE = 64;

/** All numbers of six digits. */
const SHORT_MASK = 0xff_ff_ff;

function isHex(bytes: Uint8Array, place: number): boolean {
  return HEX[bytes[place] as number] !== 0;
}

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
  const value = parseJson(text);
  return typeof value === 'string' ? value : text.slice(1, -1);
}

/** The number that twelve digits stand for. */
function numberAt(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let place = start; place < start + LONG; place += 1) {
    value = value * 16 + ((HEX[bytes[place] ?? 0] ?? 1) - 1);
  }
  return value;
}

/**
 * What of a manifest's bytes tells that it may name a file: the digits in the file's name or hash, where a name has none the name
 * as a `path`. Many files are searched for at once, and only each twelfth byte of a text without digits is looked at, so that
 * searching costs less than reading.
 */
export class Needles {
  /** A bit for each number of six digits that something looked for begins with: for most runs it says at once that they are none. */
  readonly #firsts = new Uint8Array((SHORT_MASK + 1) / 8);
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
    if (!/^[\da-f]+$/.test(digits)) return;
    const first = Number.parseInt(digits.slice(0, SHORT), 16);
    this.#firsts[first >> 3] = (this.#firsts[first >> 3] ?? 0) | (1 << (first & 7));
    if (digits.length === SHORT) add(this.#short, first, place);
    else add(this.#long, Number.parseInt(digits, 16), place);
  }

  /**
   * Finds runs of digits by looking at few bytes: a run of twelve covers one of every twelve bytes, and of the bytes at every fourth
   * place around that, two more in a row. For six it is the same with steps of two.
   */
  #searchDigits(bytes: Uint8Array, found: Set<number>): void {
    if (this.#short.size === 0 && this.#long.size === 0) return;
    const shortest = this.#short.size > 0 ? SHORT : LONG;
    const step = shortest / 3;
    const { length } = bytes;
    for (let place = shortest - 1; place < length; place += shortest) {
      if (!isHex(bytes, place)) continue;
      const isOnLeft = isHex(bytes, place - step);
      const isOnRight = place + step < length && isHex(bytes, place + step);
      if (isOnLeft ? !isOnRight && !isHex(bytes, place - 2 * step) : !isOnRight) continue;
      if (!isOnLeft && (place + 2 * step >= length || !isHex(bytes, place + 2 * step))) continue;
      let start = place;
      while (start > 0 && isHex(bytes, start - 1)) start -= 1;
      let end = place + 1;
      while (end < length && isHex(bytes, end)) end += 1;
      if (end - start >= shortest) this.#searchRun(bytes, start, end, found);
      place = end;
    }
  }

  /** A whole hash is told by its first digits; of any other run each part counts. */
  #searchRun(bytes: Uint8Array, start: number, end: number, found: Set<number>): void {
    const firsts = this.#firsts;
    // Behind that place no number of the shortest length begins any more.
    const open = this.#short.size > 0 ? end : end - LONG + SHORT;
    const last = end - start === WHOLE ? start + SHORT : open;
    let six = 0;
    for (let place = start; place < last; place += 1) {
      six = ((six << 4) | ((HEX[bytes[place] as number] as number) - 1)) & SHORT_MASK;
      if (((firsts[six >> 3] as number) & (1 << (six & 7))) === 0) continue;
      const from = place - SHORT + 1;
      if (from >= start) this.#noteAt(bytes, six, from, end, found);
    }
  }

  #noteAt(bytes: Uint8Array, six: number, from: number, end: number, found: Set<number>): void {
    this.#note(this.#short.get(six), found);
    if (end - from >= LONG) this.#note(this.#long.get(numberAt(bytes, from)), found);
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
