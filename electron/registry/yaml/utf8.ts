import type { Place } from './problem.ts';
import { placeOf } from './problem.ts';

/**
 * Offset of the first byte that is no part of valid UTF-8: of a sequence that is cut short, too long, a
 * surrogate or above U+10FFFF, that of its first byte. The length if all is valid.
 */
export function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The table of well-formed byte sequences in the Unicode standard (3-7); 0 for those that are not in it. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < lowest || second > highest) return 0;
  for (let offset = 2; offset < length; offset++) {
    const byte = bytes[at + offset] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}

/** The line and column of a byte before which all bytes are valid UTF-8. */
export function placeOfByte(bytes: Buffer, offset: number): Place {
  const before = bytes.toString('utf8', 0, offset);
  return placeOf(before, before.length);
}
