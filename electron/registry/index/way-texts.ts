import type { Way } from '../../../shared/domain/way.ts';
import { recordTexts, type RecordTexts } from '../way/record-texts.ts';
import { allTuples, firstRow, type ReadableIndex } from './database.ts';
import { KnownTexts } from './known-texts.ts';
import { areWaysPending } from './pending-ways.ts';
import { wayRowsOf } from './way-of-manifest.ts';
import { wayOfRows, type ItemRow } from './way-rows.ts';

/** A pipeline whose way is to be derived, and what it needs that no other table keeps. */
export interface PendingPipeline {
  readonly id: number;
  /** The pipeline as it was written, JSON. */
  readonly configured: string;
}

/** A way with the texts that follow from it for its records. */
interface WayTexts {
  readonly way: Way;
  readonly items: readonly ItemRow[];
  /** By the positions of records. */
  readonly texts: ReadonlyMap<number, RecordTexts>;
}

/** The parameters that items have themselves, by their positions. */
function ownParameters(index: ReadableIndex, items: readonly ItemRow[]): Map<number, unknown> {
  const [first, last] = [items[0], items.at(-1)];
  const own = new Map<number, unknown>();
  if (first === undefined || last === undefined) return own;
  const rows = allTuples<[position: number, text: string]>(
    index,
    `SELECT r.position, f.text FROM record_further f CROSS JOIN record r ON r.id = f.record_id
     WHERE f.record_id BETWEEN :first AND :last AND instr(f.text, '"params"') > 0`,
    { first: first[0], last: last[0] },
  );
  for (const [position, text] of rows) {
    const kept = JSON.parse(text) as Record<string, unknown> | [Record<string, unknown>];
    own.set(position, (Array.isArray(kept) ? kept[0] : kept)['params']);
  }
  return own;
}

/**
 * Derives the way of a pipeline, and the texts of its records.
 *
 * @param known the same for several pipelines of one state of the index
 */
export function wayTexts(
  index: ReadableIndex,
  { id, configured }: PendingPipeline,
  known: KnownTexts,
): WayTexts {
  const rows = wayRowsOf(index, id);
  const way = wayOfRows(rows, known);
  const own = ownParameters(index, rows.items);
  return { way, items: rows.items, texts: recordTexts(way, JSON.parse(configured) as unknown[], own) };
}

const NO_TEXTS: RecordTexts = { way: '', parameters: '' };

function keptTexts(index: ReadableIndex, ids: readonly number[]): Map<number, RecordTexts> {
  const rows = allTuples<[id: number, way: string, parameters: string]>(
    index,
    `SELECT r.record_id, w.text, p.text FROM json_each(:ids) j CROSS JOIN record_way r ON r.record_id = j.value
     CROSS JOIN dictionary w ON w.id = r.way CROSS JOIN dictionary p ON p.id = r.parameters`,
    { ids: JSON.stringify(ids) },
  );
  return new Map(rows.map(([id, way, parameters]) => [id, { way, parameters }]));
}

/** Those of a few records whose ways are not derived yet, which are derived for them alone. */
function pendingTexts(index: ReadableIndex, ids: readonly number[]): Map<number, RecordTexts> {
  const texts = new Map<number, RecordTexts>();
  const known = new KnownTexts(index);
  const ofPipeline = new Map<number, WayTexts>();
  const rows = allTuples<[id: number, manifest: number, position: number]>(
    index,
    `SELECT r.id, r.manifest_id, r.position FROM json_each(:ids) j CROSS JOIN record r ON r.id = j.value
     CROSS JOIN way_to_derive w ON w.manifest_id = r.manifest_id`,
    { ids: JSON.stringify(ids) },
  );
  for (const [id, manifest, position] of rows) {
    let derived = ofPipeline.get(manifest);
    if (derived === undefined) {
      const pending = firstRow<PendingPipeline>(
        index,
        'SELECT manifest_id AS id, configured FROM way_to_derive WHERE manifest_id = :manifest',
        { manifest },
      );
      if (pending === undefined) continue;
      derived = wayTexts(index, pending, known);
      ofPipeline.set(manifest, derived);
    }
    const said = derived.texts.get(position);
    if (said !== undefined) texts.set(id, said);
  }
  return texts;
}

/** The texts of some records, by their numbers in the index, whether their ways are derived already or not: enough for a page of a list. */
export function textsOfRecords(index: ReadableIndex, ids: readonly number[]): RecordTexts[] {
  // The pending ones first: what another thread derives meanwhile is then found among those that are kept.
  const texts = areWaysPending(index) ? pendingTexts(index, ids) : new Map<number, RecordTexts>();
  for (const [id, said] of keptTexts(index, ids)) texts.set(id, said);
  return ids.map((id) => texts.get(id) ?? NO_TEXTS);
}
