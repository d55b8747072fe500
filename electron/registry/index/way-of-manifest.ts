import type { Way } from '../../../shared/domain/way.ts';
import { allTuples, firstRow, type ReadableIndex } from './database.ts';
import { KnownTexts } from './known-texts.ts';
import {
  dependenciesByRecord,
  ITEM_COLUMNS,
  STEP_COLUMNS,
  wayOfRows,
  type ItemRow,
  type StepRow,
  type WayRows,
} from './way-rows.ts';

/** What each record of a manifest depends on, as written. Its records have their numbers in a row. */
function dependencies(index: ReadableIndex, rows: readonly ItemRow[]): Map<number, string[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  return dependenciesByRecord(
    allTuples<[record: number, target: string]>(
      index,
      `SELECT record_id, target FROM dependency WHERE record_id BETWEEN :first AND :last AND origin = 0
       ORDER BY record_id, ordinal`,
      { first: first[0], last: last[0] },
    ),
  );
}

/** What the index says of the pipeline of a manifest, by its number there, as far as its way needs it. */
export function wayRowsOf(index: ReadableIndex, manifestId: number): WayRows {
  const items = allTuples<ItemRow>(
    index,
    `SELECT ${ITEM_COLUMNS} FROM record WHERE manifest_id = :manifestId ORDER BY position`,
    { manifestId },
  );
  const steps = allTuples<StepRow>(
    index,
    `SELECT ${STEP_COLUMNS} FROM step WHERE manifest_id = :manifestId ORDER BY ordinal`,
    { manifestId },
  );
  const isLoose =
    firstRow(index, `SELECT 1 FROM pipeline WHERE id = :manifestId AND stands_for = 'rows'`, {
      manifestId,
    }) !== undefined;
  return { items, steps, dependencies: dependencies(index, items), isLoose };
}

/**
 * The way of the data through one pipeline, by the number of its manifest in the index.
 *
 * @param texts the same for several ways of one state of the index, so that each text is fetched once
 */
export function wayOfManifest(
  index: ReadableIndex,
  manifestId: number,
  texts: KnownTexts = new KnownTexts(index),
): Way {
  return wayOfRows(wayRowsOf(index, manifestId), texts);
}
