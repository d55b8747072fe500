import { allTuples, type ReadableIndex } from './database.ts';
import { branchPathOf } from './record-row.ts';

/**
 * Texts of the dictionary by their ids, and what those say that are branches or JSON: each is fetched and read once, for few different
 * ones stand in very many rows. Values are shared, and nobody changes them.
 */
export class KnownTexts {
  readonly #index: ReadableIndex;
  readonly #texts = new Map<number, string>();
  readonly #branches = new Map<number, readonly number[]>();
  readonly #values = new Map<number, unknown>();

  constructor(index: ReadableIndex) {
    this.#index = index;
  }

  text(id: number): string {
    return remembered(this.#texts, id, () => this.#fetch(id));
  }

  branchPath(id: number): readonly number[] {
    return remembered(this.#branches, id, () => branchPathOf(this.#fetch(id)));
  }

  /** What a text says that is JSON. */
  value(id: number): unknown {
    return remembered(this.#values, id, () => JSON.parse(this.#fetch(id)) as unknown);
  }

  #fetch(id: number): string {
    const [row] = allTuples<[string]>(this.#index, 'SELECT text FROM dictionary WHERE id = :id', { id });
    return row?.[0] ?? '';
  }
}

function remembered<Value>(known: Map<number, Value>, id: number, make: () => Value): Value {
  const before = known.get(id);
  if (before !== undefined) return before;
  const made = make();
  known.set(id, made);
  return made;
}
