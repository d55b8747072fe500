import type { Geometry } from '../../../../shared/graph/drawing.ts';

/** As many pictures are kept; one of 1,000 nodes takes some 500 kB. */
const MOST = 40;

/** By all that a picture follows from, the one that was seen last at the end. */
const seen = new Map<string, Geometry>();

/** A picture that was seen before; null where there is none. */
export function seenPicture(key: string): Geometry | null {
  const geometry = seen.get(key);
  if (geometry === undefined) return null;
  seen.delete(key);
  seen.set(key, geometry);
  return geometry;
}

/** Keeps a picture for when it is wanted again. */
export function keepPicture(key: string, geometry: Geometry): void {
  seen.set(key, geometry);
  const [oldest] = seen.keys();
  if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
}
