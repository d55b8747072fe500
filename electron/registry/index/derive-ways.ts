import type { WaysProgress as Told } from '../../../shared/api/workspace/workspace.ts';
import type { RecordTexts } from '../way/record-texts.ts';
import { outlineOf } from '../way/outline.ts';
import { firstRow, prepare, run, type WritableIndex } from './database.ts';
import { Dictionary } from './dictionary.ts';
import { KnownTexts } from './known-texts.ts';
import { pendingWays } from './pending-ways.ts';
import { RowInserter } from './row-inserter.ts';
import { createQuestionIndexes } from './schema.ts';
import { wayTexts, type PendingPipeline } from './way-texts.ts';
import { ParameterWriter } from './write-parameters.ts';

/** How far the ways are derived. */
export type WaysProgress = Told & { readonly phase: 'ways' };

/** Texts that are kept in memory: the first are those that most pipelines have. */
const KEPT = 50_000;

/** Derives ways from what the index keeps of their pipelines, and writes what follows from them. */
class WayWriter {
  readonly #index: WritableIndex;
  readonly #known: KnownTexts;
  readonly #dictionary: Dictionary;
  readonly #parameters: ParameterWriter;
  readonly #rows: RowInserter;

  constructor(index: WritableIndex) {
    this.#index = index;
    this.#known = new KnownTexts(index);
    this.#dictionary = new Dictionary(index, KEPT);
    this.#parameters = new ParameterWriter(index);
    this.#rows = new RowInserter(index, 'record_way', '(?, ?, ?)');
  }

  /** How many records the pipeline has. */
  put(pending: PendingPipeline): number {
    const { id } = pending;
    const { way, items, texts } = wayTexts(this.#index, pending, this.#known);
    const outline = outlineOf(way);
    const idOf = this.#idsOf(outline.labels, new Set(texts.values()));
    const labels = JSON.stringify(outline.labels.map(idOf));
    prepare(this.#index, 'INSERT INTO outline VALUES (?, ?, ?)').run(id, labels, outline.shape);
    for (const [record, position] of items) {
      const said = texts.get(position);
      if (said !== undefined) this.#rows.add([record, idOf(said.way), idOf(said.parameters)]);
    }
    this.#rows.flush();
    run(this.#index, 'DELETE FROM way_to_derive WHERE manifest_id = :id', { id });
    return items.length;
  }

  /** Gives all texts of a pipeline their ids in the dictionary. */
  #idsOf(labels: readonly string[], all: ReadonlySet<RecordTexts>): (text: string) => number {
    const texts = new Set(labels);
    const sets = new Set<string>();
    for (const { way, parameters } of all) {
      texts.add(way).add(parameters);
      if (parameters !== '') sets.add(parameters);
    }
    const ids = new Map<string, number>();
    const idOf = (text: string): number => ids.get(text.toWellFormed()) ?? 0;
    // SQLite keeps texts as UTF-8, in which all lone surrogates are the same.
    const listed = [...new Set([...texts].map((text) => text.toWellFormed()))];
    for (const [place, id] of this.#dictionary.idsOf(listed).entries()) ids.set(listed[place] ?? '', id);
    this.#parameters.put([...sets].map((text) => [idOf(text), text]));
    return idOf;
  }
}

/** Pipelines between two reports of progress. */
const REPORT_EVERY = 16;

/**
 * Derives the ways that are left, in the caller's transaction, up to a number of records, after the indexes that only questions need.
 * What was derived is whole wherever the caller stops: a pipeline is either left or has all that follows from its way.
 */
export function* deriveWays(
  index: WritableIndex,
  most: number = Number.POSITIVE_INFINITY,
): Generator<WaysProgress, void> {
  createQuestionIndexes(index);
  const total = pendingWays(index).pipelines;
  if (total === 0) return;
  const writer = new WayWriter(index);
  let records = 0;
  for (let derived = 0; records < most; derived += 1) {
    if (derived % REPORT_EVERY === 0) yield { phase: 'ways', derived, total };
    const next = firstRow<PendingPipeline>(
      index,
      'SELECT manifest_id AS id, configured FROM way_to_derive ORDER BY manifest_id LIMIT 1',
    );
    if (next === undefined) return;
    records += writer.put(next);
  }
}
