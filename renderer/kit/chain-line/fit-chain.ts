/** The least width to which the first part shrinks, and those in the middle, in pixels. */
const FIRST = 52;
const MIDDLE = 40;

/** What `…` takes, with its arrow. */
const GAP = 26;

/** The least width to which each part in the middle shrinks: what can't be cut of it, and some of its name. */
function leastWidths(parts: readonly number[], fixed: readonly number[]): readonly number[] {
  return parts.map((width, place) => Math.min(width, MIDDLE + (fixed[place] ?? 0)));
}

/**
 * How many parts behind the first give way to one `…`, so that the last one stays whole. People tell chains apart by their
 * ends.
 *
 * @param parts the width of each part in pixels
 * @param room the width there is
 * @param fixed how much of each part in pixels can't be cut: what says where it stands
 */
export function droppedParts(parts: readonly number[], room: number, fixed: readonly number[] = []): number {
  const [first = 0] = parts;
  const last = parts.at(-1) ?? 0;
  const middle = leastWidths(parts, fixed).slice(1, -1);
  const ends = last + Math.min(FIRST + (fixed[0] ?? 0), first);
  const least = middle.reduce((sum, width) => sum + width, ends);
  if (least <= room) return 0;
  let [dropped, needed] = [0, least + GAP];
  while (dropped < middle.length && needed > room) {
    needed -= middle[dropped] ?? 0;
    dropped += 1;
  }
  return dropped;
}

/**
 * How wide each part of a line is drawn: those in the middle shrink first, alike, then the first one, and the last one only where
 * nothing else is left.
 *
 * @param parts the width of each part in pixels, of those that are drawn
 * @param room the width there is
 * @param fixed as of `droppedParts`, of those that are drawn
 */
export function partWidths(
  parts: readonly number[],
  room: number,
  fixed: readonly number[] = [],
): readonly number[] {
  const widths = [...parts];
  const leasts = leastWidths(parts, fixed);
  const excess = (): number => widths.reduce((sum, width) => sum + width, 0) - room;
  const shrink = (places: readonly number[], leastOf: (place: number) => number): void => {
    const over = excess();
    const free = places.map((place) => Math.max(0, (widths[place] ?? 0) - leastOf(place)));
    const all = free.reduce((sum, one) => sum + one, 0);
    if (over <= 0 || all === 0) return;
    const share = Math.min(1, over / all);
    for (const [at, place] of places.entries())
      widths[place] = (widths[place] ?? 0) - (free[at] ?? 0) * share;
  };
  const last = parts.length - 1;
  shrink(
    parts.flatMap((_width, place) => (place > 0 && place < last ? [place] : [])),
    (place) => leasts[place] ?? 0,
  );
  if (last > 0) shrink([0], () => FIRST + (fixed[0] ?? 0));
  shrink([last], () => 0);
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
