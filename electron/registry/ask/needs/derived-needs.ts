import type { Way, WayNode } from '../../../../shared/domain/way.ts';
import type { DerivedRelations } from '../../../../shared/api/records/relations.ts';
import { allTuples, firstRow, type ReadableIndex } from '../../index/database.ts';
import { complete, type Slices } from '../../columns/slices.ts';
import { neededNodes, recordsWithFold } from '../../way/way-needs.ts';
import { wayOfManifest } from '../../index/way-of-manifest.ts';
import type { Loss } from './dependents.ts';
import { firstOf } from './related.ts';

/** A pipeline's way, with what its records are called and what of it needs what. */
interface Pipeline {
  readonly way: Way;
  /** Numbers in the index by positions. */
  readonly ids: ReadonlyMap<number, number>;
  readonly folds: ReadonlyMap<number, number | null>;
  readonly nodeOf: ReadonlyMap<number, WayNode>;
  readonly needed: readonly (readonly number[])[];
  readonly dependents: ReadonlyMap<number, readonly number[]>;
}

/** Pipelines that are kept for further questions: a scaler can serve thousands. */
const KEPT = 200;

/** Records of one operator that are reached together: of one fold, or all of them. */
interface Spot {
  readonly manifest: number;
  readonly node: WayNode;
  /** Null for what all folds share. */
  readonly fold: number | null;
}

/** What records were fitted on, and what was fitted on them, as the ways of their pipelines show it. Ways are derived once. */
export class DerivedNeeds {
  readonly #index: ReadableIndex;
  readonly #pipelines = new Map<number, Pipeline>();

  constructor(index: ReadableIndex) {
    this.#index = index;
  }

  /** Whether it is known where a record stands in its pipeline: only then is it known that nothing was fitted on it. */
  isPlaced(record: number): boolean {
    return (this.#spotOf(record)?.node.stepIndex ?? null) !== null;
  }

  /** The records that a record was fitted on directly and does not name, in the order of the pipeline. */
  needsOf(record: number): number[] {
    return this.#derived(record, 'needs');
  }

  /** The records that were fitted on what a record gives, directly, and do not name it, in the order of the pipeline. */
  dependentsOf(record: number): number[] {
    return this.#derived(record, 'dependents');
  }

  #derived(record: number, direction: 'needs' | 'dependents'): number[] {
    const spot = this.#spotOf(record);
    if (spot === null) return [];
    const written = new Set(this.#written(this.#records(spot), direction));
    return this.#step(spot, direction)
      .flatMap((next) => this.#records(next))
      .filter((other) => !written.has(other));
  }

  /**
   * All records within reach by the way, nearer ones first, with how far they are; beside the way, what `depends_on` says is
   * followed too.
   */
  *reach(from: readonly number[], direction: 'needs' | 'dependents'): Slices<Map<number, number>> {
    const depths = new Map(from.map((record) => [record, 0]));
    const seen = new Set<string>();
    let level = [...from];
    for (let depth = 1; level.length > 0; depth += 1) {
      const following: number[] = [];
      for (const record of level) {
        const spot = this.#spotOf(record);
        const key = spot === null ? `#${record}` : `${spot.manifest} ${spot.node.id} ${spot.fold}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const together = spot === null ? [record] : this.#records(spot);
        const next = spot === null ? [] : this.#step(spot, direction).flatMap((far) => this.#records(far));
        for (const far of [...next, ...this.#written(together, direction)]) {
          if (depths.has(far)) continue;
          depths.set(far, depth);
          following.push(far);
        }
        yield 'more';
      }
      level = following;
    }
    for (const record of from) depths.delete(record);
    return depths;
  }

  /** What `depends_on` of some records names, or which records name some of them; of ambiguous ids whatever they may mean. */
  #written(records: readonly number[], direction: 'needs' | 'dependents'): number[] {
    const sql =
      direction === 'needs'
        ? `SELECT DISTINCT d.target_id FROM json_each(:records) j CROSS JOIN dependency d ON d.record_id = j.value
           WHERE d.target_id IS NOT NULL ORDER BY d.target_id`
        : `SELECT d.record_id FROM json_each(:records) j CROSS JOIN dependency d ON d.target_id = j.value
           UNION SELECT d.record_id FROM json_each(:records) j CROSS JOIN record r ON r.id = j.value
           CROSS JOIN dependency d ON d.target = r.artifact_id WHERE d.status = 2 ORDER BY 1`;
    return allTuples<[number]>(this.#index, sql, { records: JSON.stringify(records) }).map(([id]) => id);
  }

  #spotOf(record: number): Spot | null {
    const row = firstRow<{ manifest: number; position: number; fold: number | null }>(
      this.#index,
      'SELECT manifest_id AS manifest, position, fold FROM record WHERE id = :record',
      { record },
    );
    if (row === undefined) return null;
    const node = this.#pipeline(row.manifest).nodeOf.get(row.position);
    return node === undefined ? null : { manifest: row.manifest, node, fold: row.fold };
  }

  #records({ manifest, node, fold }: Spot): number[] {
    const { ids, folds } = this.#pipeline(manifest);
    const own = fold === null ? node.records : node.records.filter((at) => folds.get(at) === fold);
    return own.flatMap((position) => ids.get(position) ?? []);
  }

  /** The spots at the other ends of the edges of a spot. */
  #step({ manifest, node, fold }: Spot, direction: 'needs' | 'dependents'): Spot[] {
    const { way, folds, needed, dependents } = this.#pipeline(manifest);
    const foldOf = (position: number): number | null => folds.get(position) ?? null;
    const ends = direction === 'needs' ? needed[node.id] : dependents.get(node.id);
    return (ends ?? []).flatMap((id): Spot[] => {
      const end = way.nodes[id];
      if (end === undefined) return [];
      const producer = direction === 'needs' ? end : node;
      const isAll = recordsWithFold(end, fold, foldOf, producer).length === end.records.length;
      return [{ manifest, node: end, fold: isAll ? null : fold }];
    });
  }

  #pipeline(manifest: number): Pipeline {
    const before = this.#pipelines.get(manifest);
    if (before !== undefined) return before;
    const rows = allTuples<[position: number, id: number, fold: number | null]>(
      this.#index,
      'SELECT position, id, fold FROM record WHERE manifest_id = :manifest',
      { manifest },
    );
    const way = wayOfManifest(this.#index, manifest);
    const needed = neededNodes(way);
    const nodeOf = new Map<number, WayNode>();
    for (const node of way.nodes) for (const position of node.records) nodeOf.set(position, node);
    const dependents = new Map<number, number[]>();
    for (const [node, needs] of needed.entries()) {
      for (const need of needs) {
        const known = dependents.get(need);
        if (known === undefined) dependents.set(need, [node]);
        else known.push(node);
      }
    }
    const pipeline: Pipeline = {
      way,
      ids: new Map(rows.map(([position, id]) => [position, id])),
      folds: new Map(rows.map(([position, , fold]) => [position, fold])),
      nodeOf,
      needed,
      dependents,
    };
    this.#pipelines.set(manifest, pipeline);
    for (const oldest of this.#pipelines.keys()) {
      if (this.#pipelines.size <= KEPT) break;
      this.#pipelines.delete(oldest);
    }
    return pipeline;
  }
}

/**
 * The records besides those that go, or are known to break by what manifests write, that were fitted on what the lost ones
 * gave, through any number of artifacts: by their numbers in the index, nearer ones first.
 *
 * @param written losses that `depends_on` or the lost files alone tell
 */
export function* derivedLosses(
  needs: DerivedNeeds,
  lost: readonly number[],
  written: readonly Pick<Loss, 'record'>[],
  isGone: (record: number) => boolean,
): Slices<number[]> {
  const told = new Set(written.map(({ record }) => record));
  const reached = yield* needs.reach([...lost, ...told], 'dependents');
  return [...reached.keys()].filter((record) => !told.has(record) && !isGone(record));
}

/** What the derived way says of a record: what it was fitted on, what was fitted on it, and what would be lost with it besides. */
export function derivedRelations(
  index: ReadableIndex,
  record: number,
  written: readonly Pick<Loss, 'record'>[],
): DerivedRelations {
  const needs = new DerivedNeeds(index);
  const broken = complete(derivedLosses(needs, [record], written, () => false));
  return {
    is_placed: needs.isPlaced(record),
    needs: firstOf(index, needs.needsOf(record)),
    needed_by: firstOf(index, needs.dependentsOf(record)),
    breaks: firstOf(index, broken),
  };
}
