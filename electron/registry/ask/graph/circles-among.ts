import { allTuples, type ReadableIndex } from '../../index/database.ts';
import type { Slices } from '../../columns/slices.ts';
import { idOrKey } from '../records/record.ts';
import { findCycle } from '../needs/topological-order.ts';
import { strongParts, type NumberArrow } from './circles.ts';
import type { KnownPipeline } from './known-pipelines.ts';
import type { Spot } from './spots.ts';

/** Circles that are named at most; the edges of all are marked. */
const MOST_CIRCLES = 100;

/** Records whose needs are asked for in one go. */
const CHUNK = 500;

/** Most records of other pipelines that are looked at. */
const MOST_FOREIGN = 100_000;

/** The circles that records of a graph are in. */
export interface Circles {
  /** The ids of one circle of each set of records that all depend on each other, in order. */
  readonly cycles: readonly (readonly string[])[];
  /** By a record's number, which of those sets it is in; undefined for none. */
  readonly partOf: (record: number) => number | undefined;
}

/** What records of other pipelines depend on, and what those depend on in turn. */
function* furtherArrows(index: ReadableIndex, from: Iterable<number>): Slices<NumberArrow[]> {
  const arrows: NumberArrow[] = [];
  const seen = new Set(from);
  const waiting = [...seen];
  while (waiting.length > 0 && seen.size < MOST_FOREIGN) {
    const chunk = waiting.splice(0, CHUNK);
    const rows = allTuples<readonly [number, number]>(
      index,
      `SELECT d.record_id, d.target_id FROM json_each(:chunk) j CROSS JOIN dependency d ON d.record_id = j.value
       WHERE d.origin = 0 AND d.target_id IS NOT NULL ORDER BY d.record_id, d.ordinal`,
      { chunk: JSON.stringify(chunk) },
    );
    for (const arrow of rows) {
      arrows.push(arrow);
      if (seen.has(arrow[1])) continue;
      seen.add(arrow[1]);
      waiting.push(arrow[1]);
    }
    yield 'more';
  }
  return arrows;
}

/** Circles of `depends_on` among what the nodes of a graph hold, also those that lead through other pipelines. */
export function* circlesAmong(index: ReadableIndex, taken: ReadonlyMap<string, Spot>): Slices<Circles> {
  const pipelines = new Map<number, KnownPipeline>();
  for (const spot of taken.values()) {
    if (spot.kind === 'operator') pipelines.set(spot.pipeline.manifest, spot.pipeline);
  }
  const arrows: NumberArrow[] = [];
  const leaving = new Set<number>();
  for (const { needs } of pipelines.values()) {
    for (const { record, isDependsOn, to } of needs) {
      if (!isDependsOn || to === null) continue;
      arrows.push([record, to.record]);
      if (!pipelines.has(to.manifest)) leaving.add(to.record);
    }
    yield 'more';
  }
  if (leaving.size > 0) {
    const own = new Set(arrows.map(([from]) => from));
    for (const arrow of yield* furtherArrows(index, leaving)) if (!own.has(arrow[0])) arrows.push(arrow);
  }
  const parts = strongParts(arrows);
  const partOf = new Map<number, number>();
  for (const [part, records] of parts.entries()) for (const record of records) partOf.set(record, part);
  const names = new Map<string, string>();
  const nameOf = (key: string): string => {
    let name = names.get(key);
    if (name === undefined) {
      name = idOrKey(index, Number(key));
      names.set(key, name);
    }
    return name;
  };
  const inside = Map.groupBy(
    arrows.filter(([from, to]) => partOf.has(from) && partOf.get(from) === partOf.get(to)),
    ([from]) => partOf.get(from),
  );
  const cycles = [...inside.values()].slice(0, MOST_CIRCLES).map((some) => {
    const circle = findCycle(some.map(([from, to]) => [String(from), String(to)] as const)) ?? [];
    return circle.map(nameOf);
  });
  return { cycles, partOf: (record) => partOf.get(record) };
}
