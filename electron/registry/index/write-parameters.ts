import { allTuples, prepare, type WritableIndex } from './database.ts';

const INSERT = 'INSERT INTO parameter (set_id, name, last, number, text) VALUES (?, ?, ?, ?, ?)';

/** Writes what sets of parameters hold, each set once. */
export class ParameterWriter {
  readonly #index: WritableIndex;
  /** Sets that are there. */
  readonly #known: Set<number>;

  constructor(index: WritableIndex) {
    this.#index = index;
    const rows = allTuples<[number]>(index, 'SELECT DISTINCT set_id FROM parameter');
    this.#known = new Set(rows.map(([id]) => id));
  }

  /** @param sets ids of texts in the dictionary, with the texts, as `parameterSet` makes them */
  put(sets: Iterable<readonly [id: number, text: string]>): void {
    const insert = prepare(this.#index, INSERT);
    for (const [id, text] of sets) {
      if (this.#known.has(id)) continue;
      this.#known.add(id);
      const values = JSON.parse(text) as Record<string, string | number>;
      for (const [name, value] of Object.entries(values)) {
        const last = name.slice(name.lastIndexOf('.') + 1);
        insert.run(id, name, last, typeof value === 'number' ? value : null, String(value));
      }
    }
  }
}
