import type { Geometry } from '../../../../shared/graph/drawing.ts';

/** As many pictures are kept; one of 1,000 nodes takes some 500 kB. */
const MOST = 40;

interface Seen {
  /** What it is a picture of, whatever it holds by now. */
  readonly subject: string;
  readonly geometry: Geometry;
}

/** By all that a picture follows from, the one that was seen last at the end. */
const seen = new Map<string, Seen>();

/** A picture that was seen before; null where there is none. */
export function seenPicture(key: string): Geometry | null {
  const found = seen.get(key);
  if (found === undefined) return null;
  seen.delete(key);
  seen.set(key, found);
  return found.geometry;
}

/** How the same thing was drawn when it was seen last; null where it was not. */
export function lastPicture(subject: string): Geometry | null {
  return [...seen.values()].findLast((one) => one.subject === subject)?.geometry ?? null;
}

/** Keeps a picture for when it is wanted again. */
export function keepPicture(key: string, subject: string, geometry: Geometry): void {
  seen.set(key, { subject, geometry });
  const [oldest] = seen.keys();
  if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
}
