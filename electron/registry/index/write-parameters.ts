import { prepare, type WritableIndex } from './database.ts';

const INSERT = 'INSERT INTO parameter (set_id, name, last, number, text) VALUES (?, ?, ?, ?, ?)';

const IS_THERE = 'SELECT 1 FROM parameter WHERE set_id = :id LIMIT 1';

/** Writes what sets of parameters hold, each set once. */
export class ParameterWriter {
  readonly #index: WritableIndex;
  /** Sets that are known to be there. */
  readonly #known = new Set<number>();

  constructor(index: WritableIndex) {
    this.#index = index;
  }

  /** @param sets ids of texts in the dictionary, with the texts, as `parameterSet` makes them */
  put(sets: Iterable<readonly [id: number, text: string]>): void {
    const insert = prepare(this.#index, INSERT);
    const isThere = prepare(this.#index, IS_THERE);
    for (const [id, text] of sets) {
      if (this.#known.has(id)) continue;
      this.#known.add(id);
      if (isThere.get({ id }) !== undefined) continue;
      const values = JSON.parse(text) as Record<string, string | number>;
      for (const [name, value] of Object.entries(values)) {
        const last = name.slice(name.lastIndexOf('.') + 1);
        insert.run(id, name, last, typeof value === 'number' ? value : null, String(value));
      }
    }
  }
}
