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

/** Marks what is two digits, beside the number that they stand for. */
const ARE_DIGITS = 256;

/** What two bytes are, the first in the lower half: the number that they stand for as digits and {@link ARE_DIGITS}, 0 for all others. */
const TWO_BYTES = new Uint16Array(65_536);
for (const [first, high] of DIGIT.entries()) {
  if (high === 0) continue;
  for (const [second, low] of DIGIT.entries()) {
    if (low > 0) TWO_BYTES[(second << 8) | first] = ARE_DIGITS | ((high - 1) * 16 + (low - 1));
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

/** Whether a word of four bytes is all digits. Most are not: one test, for a processor that has to guess where each leads. */
function areDigits(word: number): boolean {
  return ((TWO_BYTES[word & 0xff_ff] as number) & (TWO_BYTES[word >>> 16] as number) & ARE_DIGITS) !== 0;
}

/** The number that the four digits of a word stand for. */
function fourDigits(word: number): number {
  return (((TWO_BYTES[word & 0xff_ff] as number) & 0xff) << 8) | ((TWO_BYTES[word >>> 16] as number) & 0xff);
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
  readonly bits: Uint8Array;
  readonly shift: number;

  /** @param expected how many numbers will be added */
  constructor(expected: number) {
    const width = Math.min(30, Math.max(12, Math.ceil(Math.log2(expected + 1)) + 5));
    this.bits = new Uint8Array(2 ** (width - 3));
    this.shift = 32 - width;
  }

  add(value: number): void {
    for (const spread of [SPREAD, OTHER_SPREAD]) setBit(this.bits, Math.imul(value, spread) >>> this.shift);
  }
}

/** Whether a number may have been added to a sieve. */
function mayHave(bits: Uint8Array, shift: number, value: number): boolean {
  return (
    hasBit(bits, Math.imul(value, SPREAD) >>> shift) && hasBit(bits, Math.imul(value, OTHER_SPREAD) >>> shift)
  );
}

function setBit(bits: Uint8Array, place: number): void {
  bits[place >>> 3] = (bits[place >>> 3] as number) | (1 << (place & 7));
}

function hasBit(bits: Uint8Array, place: number): boolean {
  return ((bits[place >>> 3] as number) & (1 << (place & 7))) !== 0;
}

/**
 * The places of words that eight digits begin or end with which may be looked for: of twelve digits around a word one of both is all
 * there. By itself, without what is done with the few that are found, since it is this that runs over all bytes.
 */
function likelyPlaces(bytes: Uint8Array, { bits, shift }: Sieve): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { length } = bytes;
  const last = length - WORD;
  const places: number[] = [];
  for (let place = 0; place <= last; place += LONG_STEP) {
    const word = view.getUint32(place, true);
    if (!areDigits(word)) continue;
    if (place + BLOCK <= length) {
      const after = view.getUint32(place + WORD, true);
      if (areDigits(after) && mayHave(bits, shift, (fourDigits(word) << 16) | fourDigits(after))) {
        places.push(place);
        continue;
      }
    }
    if (place < WORD) continue;
    const before = view.getUint32(place - WORD, true);
    if (areDigits(before) && mayHave(bits, shift, (fourDigits(before) << 16) | fourDigits(word)))
      places.push(place);
  }
  return places;
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

  constructor(files: readonly Sought[]) {
    for (const [place, { path, hash }] of files.entries()) {
      const name = basename(path);
      const { hashPrefix } = classifyFileName(name);
      // A foreign name may hold digits that somebody finds it by: the whole of it is what a manifest would say.
      if (hashPrefix === null) add(this.#names, foldName(name), place);
      else this.#addDigits(hashPrefix, place);
      if (hash !== null && hash.length >= LONG) this.#addDigits(hash.slice(0, LONG), place);
    }
    const long = [...this.#long].flatMap(([first, rests]) => [...rests.keys()].map((rest) => [first, rest]));
    this.#blocks = new Sieve(long.length * (LONG - BLOCK + 1));
    for (const [first = 0, rest = 0] of long) {
      // Of the twelve digits the first eight, then each time one more digit in place of the first.
      for (let taken = 2; taken <= SHORT; taken += 1)
        this.#blocks.add((first << (taken * 4)) | (rest >> ((SHORT - taken) * 4)));
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
    if (this.#long.size > 0) {
      for (const place of likelyPlaces(bytes, this.#blocks)) this.#noteLong(bytes, place, found);
    }
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

  #searchShort(bytes: Uint8Array, found: Set<number>): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const last = bytes.length - WORD;
    for (let place = 0; place <= last; place += SHORT_STEP) {
      const word = view.getUint32(place, true);
      if (areDigits(word) && hasBit(this.#words, fourDigits(word))) this.#noteShort(bytes, place, found);
    }
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
