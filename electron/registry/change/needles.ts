import { basename } from 'node:path/posix';
import { classifyFileName, foldName } from '../../../shared/format/file-name.ts';
import { parseJson } from '../files/parse-json.ts';
import type { WorkspacePath } from '../files/paths.ts';

/** The value of each byte that is a hex digit, in either case, and 1 more, so that 0 is all others. */
const DIGIT = new Uint8Array(256);
for (const [value, digit] of Array.from('0123456789abcdef').entries()) {
  DIGIT[digit.charCodeAt(0)] = value + 1;
  DIGIT[digit.toUpperCase().charCodeAt(0)] = value + 1;
}

/** Of two bytes, the first in the lower half: 1 where both are digits, and the number that they stand for. */
const ARE_TWO_DIGITS = new Uint8Array(65_536);
const TWO_DIGITS = new Uint8Array(65_536);
for (const [first, high] of DIGIT.entries()) {
  if (high === 0) continue;
  for (const [second, low] of DIGIT.entries()) {
    if (low === 0) continue;
    ARE_TWO_DIGITS[(second << 8) | first] = 1;
    TWO_DIGITS[(second << 8) | first] = (high - 1) * 16 + (low - 1);
  }
}

/** Digits in the names of new files, and in those of old ones. */
const LONG = 12;
const SHORT = 6;

/** Digits of a SHA-256. */
const WHOLE = 64;

/** Digits that are compared at once, as one number of 32 bits: two words of four bytes. */
const BLOCK = 8;
const WORD = 4;

/** The farthest that one may step without passing over a word of something so long. */
const LONG_STEP = LONG - WORD + 1;
const SHORT_STEP = SHORT - WORD + 1;

function isHex(bytes: Uint8Array, place: number): boolean {
  return DIGIT[bytes[place] as number] !== 0;
}

/** 1 where a word of four bytes is all digits, else 0: a number to count with, because the processor would have to guess where a test leads. */
function areDigits(word: number): number {
  return (ARE_TWO_DIGITS[word & 0xff_ff] as number) & (ARE_TWO_DIGITS[word >>> 16] as number);
}

/** The number that the four digits of a word stand for. */
function fourDigits(word: number): number {
  return ((TWO_DIGITS[word & 0xff_ff] as number) << 8) | (TWO_DIGITS[word >>> 16] as number);
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

const SPACE = 0x20;

/** Quotes and escapes, and what else is trimmed away. */
const NOT_PLAIN: ReadonlySet<number> = new Set(Buffer.from('"\'\\\t\v\f\r'));

/**
 * How long the value behind a key is where nothing of it is quoted, escaped or no ASCII: then no folding changes its length, by which
 * nearly all are told to be another name. Null where that must be read.
 */
function plainLength(bytes: Uint8Array, start: number): number | null {
  let from = start;
  while (bytes[from] === SPACE) from += 1;
  let end = from;
  let last = from;
  for (; end < bytes.length && bytes[end] !== 10; end += 1) {
    const byte = bytes[end] as number;
    if (byte >= 0x80 || NOT_PLAIN.has(byte)) return null;
    if (byte !== SPACE) last = end + 1;
  }
  return last - from;
}

/** The number that six digits stand for; -1 where they are not all digits. */
function sixDigits(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let place = start; place < start + SHORT; place += 1) {
    const digit = DIGIT[bytes[place] ?? 0] as number;
    if (digit === 0) return -1;
    value = (value << 4) | (digit - 1);
  }
  return value;
}

/** Whether digits are inside a whole hash and not its first, by which alone it is told; of any other run each part counts. */
function isInsideHash(bytes: Uint8Array, start: number): boolean {
  let from = start;
  while (from > 0 && start - from <= WHOLE && isHex(bytes, from - 1)) from -= 1;
  if (from === start) return false;
  let end = start;
  while (end < bytes.length && end - from <= WHOLE && isHex(bytes, end)) end += 1;
  return end - from === WHOLE;
}

/** Factors that spread numbers which are alike over all places, each in another way: of 32 bits, as the processor multiplies them. */
const SPREAD = 0x9e_37_79_b1 | 0;
const OTHER_SPREAD = 0x85_eb_ca_77 | 0;

/** Numbers of 32 bits by two bits each: whatever was added is told, and of a thousand others two. */
class Sieve {
  readonly #bits: Uint8Array;
  readonly #shift: number;

  /** @param expected how many numbers will be added */
  constructor(expected: number) {
    const width = Math.min(30, Math.max(12, Math.ceil(Math.log2(expected + 1)) + 5));
    this.#bits = new Uint8Array(2 ** (width - 3));
    this.#shift = 32 - width;
  }

  add(value: number): void {
    for (const spread of [SPREAD, OTHER_SPREAD]) setBit(this.#bits, Math.imul(value, spread) >>> this.#shift);
  }

  /** 1 where a number may have been added, else 0. */
  mayHave(value: number): number {
    const one = Math.imul(value, SPREAD) >>> this.#shift;
    const other = Math.imul(value, OTHER_SPREAD) >>> this.#shift;
    return (
      ((this.#bits[one >>> 3] as number) >>> (one & 7)) &
      ((this.#bits[other >>> 3] as number) >>> (other & 7)) &
      1
    );
  }
}

function setBit(bits: Uint8Array, place: number): void {
  bits[place >>> 3] = (bits[place >>> 3] as number) | (1 << (place & 7));
}

function hasBit(bits: Uint8Array, place: number): boolean {
  return ((bits[place >>> 3] as number) & (1 << (place & 7))) !== 0;
}

/**
 * Notes where every `step` bytes a word is all digits, and returns how many there are. Each place is written and only those that count
 * stay: a branch that nobody can guess would take longer than what it leaves out.
 */
function noteDigits(places: Int32Array, view: DataView, step: number): number {
  const last = view.byteLength - WORD;
  let count = 0;
  for (let place = 0; place <= last; place += step) {
    places[count] = place;
    count += areDigits(view.getInt32(place, true));
  }
  return count;
}

/**
 * The value of each of four bytes that are digits, in the lower half of that byte: 9 more for letters, which have the bit of 64. Looking
 * them up would take longer.
 */
function digitValues(word: number): number {
  return (word & 0x0f_0f_0f_0f) + 9 * ((word >>> 6) & 0x01_01_01_01);
}

/** The number by which eight digits are in the sieve: those of the first word in the upper halves of its bytes. */
function blockOf(first: number, second: number): number {
  return (digitValues(first) << 4) | digitValues(second);
}

/** Adds every eight digits in a row of twelve, whose halves are the numbers, as {@link blockOf} says them. */
function addBlocks(sieve: Sieve, first: number, rest: number): void {
  const digitAt = (place: number): number =>
    ((place < SHORT ? first : rest) >>> ((SHORT - 1 - (place % SHORT)) * 4)) & 0xf;
  for (let from = 0; from + BLOCK <= LONG; from += 1) {
    let block = 0;
    for (let byte = 0; byte < WORD; byte += 1)
      block |= (digitAt(from + byte) << (byte * 8 + 4)) | (digitAt(from + WORD + byte) << (byte * 8));
    sieve.add(block);
  }
}

/** 1 where two words are eight digits that may have been added to a sieve, as far as one of two bits tells; else 0. */
function mayBe(sieve: Sieve, first: number, second: number): number {
  return areDigits(first) & areDigits(second) & sieve.mayHave(blockOf(first, second));
}

/**
 * Keeps of the noted places those that eight digits begin or end with which may be looked for, and returns how many: of twelve digits
 * around a word one of both is all there. By itself, without what is done with the few that stay, since it runs over all digits.
 */
function keepLikely(places: Int32Array, noted: number, view: DataView, sieve: Sieve): number {
  const farthest = view.byteLength - BLOCK;
  let count = 0;
  for (let at = 0; at < noted; at += 1) {
    const place = places[at] as number;
    const word = view.getInt32(place, true);
    const after = place <= farthest ? view.getInt32(place + WORD, true) : 0;
    const before = place >= WORD ? view.getInt32(place - WORD, true) : 0;
    places[count] = place;
    count += mayBe(sieve, word, after) | mayBe(sieve, before, word);
  }
  return count;
}

/**
 * What of a manifest's bytes tells that it may name a file: the digits in the file's name or hash, where a name has none the name
 * as a `path`. Many files are searched for at once.
 *
 * Searching costs less than reading, because most bytes are not looked at: of twelve digits in a row at least four lie at every ninth
 * byte, whatever comes before. Only where all four are digits are eight compared at once with those of all that is looked for.
 */
export class Needles {
  /** By the first six digits, and among those by the six after them: small numbers, which a map finds ten times faster. */
  readonly #long = new Map<number, Map<number, number[]>>();
  readonly #short = new Map<number, number[]>();
  readonly #names = new Map<string, number[]>();
  /** Every eight digits in a row of {@link Needles.#long}. */
  readonly #blocks: Sieve;
  /** Every four digits in a row of {@link Needles.#short}, one bit each. */
  readonly #words = new Uint8Array(16 ** WORD / 8);
  /** The numbers of {@link Needles.#short}, one bit each. */
  readonly #sixes: Uint8Array;
  /** How long the names are that are looked for, as far as they are plain ones. */
  readonly #lengths = new Set<number>();
  #places = new Int32Array(0);

  constructor(files: readonly Sought[]) {
    for (const [place, { path, hash }] of files.entries()) {
      const name = basename(path);
      const { hashPrefix } = classifyFileName(name);
      // A foreign name may hold digits that somebody finds it by: the whole of it is what a manifest would say.
      if (hashPrefix === null) add(this.#names, foldName(name), place);
      else this.#addDigits(hashPrefix, place);
      if (hash !== null && hash.length >= LONG) this.#addDigits(hash.slice(0, LONG), place);
    }
    let long = 0;
    for (const rests of this.#long.values()) long += rests.size;
    this.#blocks = new Sieve(long * (LONG - BLOCK + 1));
    for (const [first, rests] of this.#long) {
      for (const rest of rests.keys()) addBlocks(this.#blocks, first, rest);
    }
    this.#sixes = new Uint8Array(this.#short.size === 0 ? 0 : 16 ** SHORT / 8);
    for (const number of this.#short.keys()) {
      setBit(this.#sixes, number);
      for (let shift = 0; shift <= (SHORT - WORD) * 4; shift += 4)
        setBit(this.#words, (number >> shift) & 0xff_ff);
    }
    for (const name of this.#names.keys()) this.#lengths.add(name.length);
  }

  /** The places of the files that the bytes may name. */
  in(bytes: Uint8Array): ReadonlySet<number> {
    const found = new Set<number>();
    if (this.#long.size > 0) this.#searchLong(bytes, found);
    if (this.#short.size > 0) this.#searchShort(bytes, found);
    if (this.#names.size > 0)
      this.#searchNames(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), found);
    return found;
  }

  #addDigits(digits: string, place: number): void {
    if (!/^[\da-f]+$/.test(digits)) return;
    const first = Number.parseInt(digits.slice(0, SHORT), 16);
    if (digits.length === SHORT) {
      add(this.#short, first, place);
      return;
    }
    const rests = this.#long.get(first) ?? new Map<number, number[]>();
    this.#long.set(first, rests);
    add(rests, Number.parseInt(digits.slice(SHORT), 16), place);
  }

  #searchLong(bytes: Uint8Array, found: Set<number>): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const places = this.#roomFor(bytes, LONG_STEP);
    const count = keepLikely(places, noteDigits(places, view, LONG_STEP), view, this.#blocks);
    for (const place of places.subarray(0, count)) this.#noteLong(bytes, place, found);
  }

  #searchShort(bytes: Uint8Array, found: Set<number>): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const places = this.#roomFor(bytes, SHORT_STEP);
    for (const place of places.subarray(0, noteDigits(places, view, SHORT_STEP))) {
      if (hasBit(this.#words, fourDigits(view.getInt32(place, true)))) this.#noteShort(bytes, place, found);
    }
  }

  /** Memory for the places of words in some bytes, the same again and again. */
  #roomFor(bytes: Uint8Array, step: number): Int32Array {
    const most = Math.floor(bytes.length / step) + 1;
    if (this.#places.length < most) this.#places = new Int32Array(most);
    return this.#places;
  }

  /** Notes what is looked for and holds the word at a place. */
  #noteLong(bytes: Uint8Array, place: number, found: Set<number>): void {
    for (let start = Math.max(0, place + WORD - LONG); start <= place; start += 1) {
      const places = this.#long.get(sixDigits(bytes, start))?.get(sixDigits(bytes, start + SHORT));
      if (places !== undefined && !isInsideHash(bytes, start)) this.#note(places, found);
    }
  }

  #noteShort(bytes: Uint8Array, place: number, found: Set<number>): void {
    for (let start = Math.max(0, place + WORD - SHORT); start <= place; start += 1) {
      const digits = sixDigits(bytes, start);
      if (digits < 0 || !hasBit(this.#sixes, digits) || isInsideHash(bytes, start)) continue;
      this.#note(this.#short.get(digits), found);
    }
  }

  #searchNames(bytes: Buffer, found: Set<number>): void {
    for (let place = bytes.indexOf(PATH_KEY); place >= 0; place = bytes.indexOf(PATH_KEY, place + 1)) {
      const start = place + PATH_KEY.length;
      const length = plainLength(bytes, start);
      if (length !== null && !this.#lengths.has(length)) continue;
      this.#note(this.#names.get(foldName(valueAt(bytes, start))), found);
    }
  }

  #note(places: readonly number[] | undefined, found: Set<number>): void {
    if (places !== undefined) for (const place of places) found.add(place);
  }
}
