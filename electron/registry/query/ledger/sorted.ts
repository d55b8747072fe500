import type { Slices } from './slices.ts';

/** Slots that are put in order in one go. */
const CHUNK = 4096;

/** Merges two neighbouring runs of `from` into `to`. */
function merge(
  from: Int32Array,
  to: Int32Array,
  [start, middle, end]: readonly [number, number, number],
  compare: (one: number, other: number) => number,
): void {
  let left = start;
  let right = middle;
  for (let place = start; place < end; place += 1) {
    const isLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[place] = (isLeft ? from[left] : from[right]) ?? 0;
    if (isLeft) left += 1;
    else right += 1;
  }
}

/** Puts slots in order, in slices; equal ones stay as they are. */
export function* sorted(
  slots: Int32Array,
  compare: (one: number, other: number) => number,
): Slices<Int32Array> {
  let from = slots.slice();
  for (let start = 0; start < from.length; start += CHUNK) {
    from.subarray(start, start + CHUNK).sort(compare);
    yield 'more';
  }
  let to = new Int32Array(from.length);
  for (let width = CHUNK; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(from.length, start + width);
      merge(from, to, [start, middle, Math.min(from.length, start + 2 * width)], compare);
      yield 'more';
    }
    [from, to] = [to, from];
  }
  return from;
}
