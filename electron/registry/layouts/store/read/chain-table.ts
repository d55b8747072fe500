import type { ForeignDatabase, KeyedRows } from '../../../index/foreign-database.ts';
import { textOf } from './cells.ts';
import { CHAIN_COLUMNS, chainOf, stepReader, type ChainRow, type StepsOf } from './tables.ts';

/** The chains of a database, pipeline by pipeline. Of each only its key is held: what they say of their steps is most of a database. */
export class ChainTable {
  readonly #rows: KeyedRows<(typeof CHAIN_COLUMNS)[number]>;
  readonly #keys = new Map<string, number[]>();
  readonly #readSteps: StepsOf = stepReader();

  constructor(database: ForeignDatabase) {
    this.#rows = database.keyed('chains', CHAIN_COLUMNS);
    for (const [key, cell] of this.#rows.keys('pipeline_id')) {
      const pipelineId = textOf(cell);
      if (pipelineId === null) continue;
      const known = this.#keys.get(pipelineId);
      if (known === undefined) this.#keys.set(pipelineId, [key]);
      else known.push(key);
    }
  }

  /** The ids of all pipelines that have chains, in the order in which their first ones were written. */
  get pipelineIds(): Iterable<string> {
    return this.#keys.keys();
  }

  /** The chains of a pipeline, in the order in which they were written. */
  of(pipelineId: string): ChainRow[] {
    return (this.#keys.get(pipelineId) ?? []).flatMap(
      (key) => chainOf(this.#rows.row(key), this.#readSteps) ?? [],
    );
  }
}
