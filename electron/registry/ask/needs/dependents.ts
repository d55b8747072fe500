import { allRows, type ReadableIndex } from '../../index/database.ts';
import { complete, type Slices } from '../../columns/slices.ts';
import { siblingIds } from '../records/record.ts';

/** A record that another one needs. */
export interface Need {
  /** Number in the index of the record that needs. */
  readonly dependent: number;
  /** The artifact id that is needed, or that stands for it. */
  readonly needs: string;
  /**
   * True where no manifest says so: a meta-model needs all folds of a source that it names, though only fold 0 is
   * written; or the id is ambiguous and may mean this record; or who read the source concluded it.
   */
  readonly inferred: boolean;
}

/** Which records need this one directly. Those that name it come before those that are inferred. */
export function dependentsNeeding(index: ReadableIndex, record: number): Need[] {
  const group = JSON.stringify([record, ...siblingIds(index, record)]);
  const rows = allRows<{ dependent: number; needs: string; inferred: number }>(
    index,
    `SELECT dependent, min(needs) AS needs, min(inferred) AS inferred FROM (
       SELECT d.record_id AS dependent, own.artifact_id AS needs, d.target_id <> :record OR d.origin = 2 AS inferred
       FROM json_each(:group) g CROSS JOIN dependency d ON d.target_id = g.value CROSS JOIN record own ON own.id = :record
       UNION ALL
       SELECT d.record_id, d.target, 1 FROM record r CROSS JOIN dependency d ON d.target = r.artifact_id
       WHERE r.id = :record AND d.status = 2)
     WHERE dependent <> :record GROUP BY dependent ORDER BY inferred, dependent`,
    { record, group },
  );
  return rows.map((row) => ({ ...row, inferred: row.inferred === 1 }));
}

/** A record that would lose something it needs. */
export interface Loss {
  readonly record: number;
  readonly needs: string;
  readonly inferred: boolean;
}

/** Records whose dependents are asked for in one go. */
const CHUNK = 20;

/**
 * All records that lose a source when `lost` are gone, through any number of meta-models, without those that
 * `isGone` says go anyway. Each is named once, with the first reason found.
 */
export function* lossesInSlices(
  index: ReadableIndex,
  lost: readonly number[],
  isGone: (record: number) => boolean,
): Slices<Loss[]> {
  const losses: Loss[] = [];
  const seen = new Set(lost);
  // Grows while it is walked through.
  const pending = [...lost];
  for (const [place, record] of pending.entries()) {
    if (place % CHUNK === CHUNK - 1) yield 'more';
    for (const need of dependentsNeeding(index, record)) {
      if (seen.has(need.dependent) || isGone(need.dependent)) continue;
      seen.add(need.dependent);
      losses.push({ record: need.dependent, needs: need.needs, inferred: need.inferred });
      pending.push(need.dependent);
    }
  }
  return losses;
}

/** The same at once, for who has nobody else to think of. */
export function lossesFrom(
  index: ReadableIndex,
  lost: readonly number[],
  isGone: (record: number) => boolean,
): Loss[] {
  return complete(lossesInSlices(index, lost, isGone));
}
