import type { Spot } from './spots.ts';

/** Most edges of the derived way in a graph. */
export const MOST_EDGES = 20_000;

/**
 * As many of some spots, from the first on, as have no more edges between them than a graph may: behind thousands of branches every
 * model may hang on every other.
 */
export function withinBounds(taken: ReadonlyMap<string, Spot>): ReadonlyMap<string, Spot> {
  const places = new Map([...taken.keys()].map((id, place) => [id, place]));
  /** How many edges come with each spot: to those before it. */
  const counts = new Uint32Array(taken.size);
  const inside = new Map<unknown, readonly number[]>();
  for (const spot of taken.values()) {
    if (spot.kind !== 'operator') continue;
    const { pipeline, node } = spot;
    const own = places.get(spot.id) ?? 0;
    const parents = pipeline.parentsOf(node);
    let known = inside.get(parents);
    if (known === undefined) {
      known = parents.flatMap((parent) => places.get(pipeline.ids[parent.node] ?? '') ?? []);
      inside.set(parents, known);
    }
    for (const place of known) {
      const later = Math.max(own, place);
      counts[later] = (counts[later] ?? 0) + 1;
    }
  }
  let sum = 0;
  const last = counts.findIndex((count) => (sum += count) > MOST_EDGES);
  return last < 0 ? taken : new Map([...taken].slice(0, last));
}
