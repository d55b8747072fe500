/** The least width to which the first part shrinks, and those in the middle, in pixels. */
const FIRST = 52;
const MIDDLE = 40;

/** What `…` takes, with its arrow. */
const GAP = 26;

/**
 * How many parts behind the first give way to one `…`, so that the last one stays whole. People tell chains apart by their
 * ends.
 *
 * @param parts the width of each part in pixels
 * @param room the width there is
 */
export function droppedParts(parts: readonly number[], room: number): number {
  const [first = 0] = parts;
  const last = parts.at(-1) ?? 0;
  const middle = parts.slice(1, -1);
  const ends = last + Math.min(FIRST, first);
  const least = middle.reduce((sum, width) => sum + Math.min(MIDDLE, width), ends);
  if (middle.length === 0 || least <= room) return 0;
  const kept = Math.max(0, Math.floor((room - ends - GAP) / MIDDLE));
  return Math.max(0, middle.length - kept);
}
