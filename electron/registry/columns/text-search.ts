import type { ReadableIndex } from '../index/database.ts';
import { eachPage } from './columns.ts';
import type { Slices } from './slices.ts';

/** Many texts one after the other, as SQLite's LIKE compares them: letters of ASCII without their case, all else as it is. */
export interface SearchedTexts {
  /** UTF-8; each text ends with {@link END}. Outside of JavaScript's heap. */
  readonly bytes: Buffer;
  /** What each text is told by, in their order, and where it ends. */
  readonly ids: Int32Array;
  readonly ends: Int32Array;
}

/** No byte of UTF-8, so that nothing is found across the end of a text. */
const END = 0xff;

/** Texts that are looked through in one go: some milliseconds. */
const STRETCH = 20_000;

const FIRST_ROOM = 1 << 16;

/**
 * Reads texts into what is searched.
 *
 * @param count of the texts
 * @param sql selects a number, ascending, and a text in small letters; wants `:after` and `:limit`
 */
export function* readSearched(index: ReadableIndex, count: number, sql: string): Slices<SearchedTexts> {
  let bytes = Buffer.allocUnsafeSlow(FIRST_ROOM);
  let length = 0;
  const ids = new Int32Array(count);
  const ends = new Int32Array(count);
  let place = 0;
  yield* eachPage<readonly [number, string]>(index, sql, (rows) => {
    for (const [id, text] of rows) {
      // A unit of UTF-16 takes three bytes at most.
      const needed = length + 3 * text.length + 1;
      if (needed > bytes.length) {
        const roomier = Buffer.allocUnsafeSlow(2 * needed);
        bytes.copy(roomier, 0, 0, length);
        bytes = roomier;
      }
      length += bytes.write(text, length);
      ids[place] = id;
      ends[place] = length;
      bytes[length] = END;
      length += 1;
      place += 1;
    }
  });
  return { bytes: bytes.subarray(0, length), ids, ends };
}

/** Marks those of the texts from one place up to another that hold the needle. */
function look(
  { bytes, ids, ends }: SearchedTexts,
  needle: Buffer,
  from: number,
  to: number,
  found: Uint8Array,
): void {
  const start = from === 0 ? 0 : (ends[from - 1] ?? 0) + 1;
  const stretch = bytes.subarray(start, (ends[to - 1] ?? 0) + 1);
  let place = from;
  for (let at = stretch.indexOf(needle); at >= 0; at = stretch.indexOf(needle, (ends[place] ?? 0) - start)) {
    while ((ends[place] ?? 0) < start + at) place += 1;
    found[ids[place] ?? 0] = 1;
  }
}

/** Marks what the texts are told by that hold a word, with 1; `found` has a place for each. An empty word is in all. */
export function* findWord(searched: SearchedTexts, word: string, found: Uint8Array): Slices<void> {
  const { ids } = searched;
  const needle = Buffer.from(word.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()));
  for (let from = 0; from < ids.length; from += STRETCH) {
    const to = Math.min(ids.length, from + STRETCH);
    if (needle.length > 0) look(searched, needle, from, to, found);
    else for (const id of ids.subarray(from, to)) found[id] = 1;
    yield 'more';
  }
}
