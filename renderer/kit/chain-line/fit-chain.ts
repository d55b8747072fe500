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

/**
 * How wide each part of a line is drawn: those in the middle shrink first, alike, then the first one, and the last one only where
 * nothing else is left.
 *
 * @param parts the width of each part in pixels, of those that are drawn
 * @param room the width there is
 */
export function partWidths(parts: readonly number[], room: number): readonly number[] {
  const widths = [...parts];
  const excess = (): number => widths.reduce((sum, width) => sum + width, 0) - room;
  const shrink = (places: readonly number[], least: number): void => {
    const over = excess();
    const free = places.map((place) => Math.max(0, (widths[place] ?? 0) - least));
    const all = free.reduce((sum, one) => sum + one, 0);
    if (over <= 0 || all === 0) return;
    const share = Math.min(1, over / all);
    for (const [at, place] of places.entries())
      widths[place] = (widths[place] ?? 0) - (free[at] ?? 0) * share;
  };
  const last = parts.length - 1;
  shrink(
    parts.flatMap((_width, place) => (place > 0 && place < last ? [place] : [])),
    MIDDLE,
  );
  if (last > 0) shrink([0], FIRST);
  shrink([last], 0);
  return widths;
}

/** A text as far as it fits into a width, with `…` where it does not: cut by letters, so that what stands behind it stands close. */
export function cutText(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  const signs = Array.from(text);
  let [low, high] = [1, Math.max(1, signs.length - 1)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${signs.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${signs.slice(0, low).join('')}…`;
}
