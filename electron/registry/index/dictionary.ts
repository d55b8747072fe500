import { allRows, firstRow, run, type WritableIndex } from './database.ts';
import { RowInserter } from './row-inserter.ts';

/** Entries that one scan keeps in memory; beyond them the database is asked. */
const KEPT = 200_000;

/** Gives texts their ids in the index's dictionary, adding those that are new. */
export class Dictionary {
  readonly #index: WritableIndex;
  readonly #kept: number;
  readonly #ids = new Map<string, number>();
  readonly #rows: RowInserter;
  /** Whether every text of the dictionary is in memory, so that one that is not there is new. */
  #isWhole: boolean;
  #nextId: number;

  /** @param kept entries that it keeps in memory; beyond them the database is asked */
  constructor(index: WritableIndex, kept: number = KEPT) {
    this.#index = index;
    this.#kept = kept;
    this.#rows = new RowInserter(index, 'dictionary (id, text)', '(?, ?)');
    const rows = allRows<{ id: number; text: string }>(index, 'SELECT id, text FROM dictionary LIMIT :kept', {
      kept,
    });
    for (const { id, text } of rows) this.#ids.set(text, id);
    this.#isWhole = rows.length < kept;
    this.#nextId =
      1 +
      (firstRow<{ last: number }>(index, 'SELECT coalesce(max(id), 0) AS last FROM dictionary')?.last ?? 0);
  }

  /** The ids of some texts, each of which stands there once. */
  idsOf(texts: readonly string[]): number[] {
    const ids = texts.map((text) => this.#ids.get(text) ?? this.#find(text) ?? this.#add(text));
    this.#rows.flush();
    return ids;
  }

  #find(text: string): number | undefined {
    if (this.#isWhole) return undefined;
    return firstRow<{ id: number }>(this.#index, 'SELECT id FROM dictionary WHERE text = :text', { text })
      ?.id;
  }

  #add(text: string): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#rows.add([id, text]);
    if (this.#ids.size < this.#kept) {
      this.#ids.set(text, id);
    } else if (this.#isWhole) {
      this.#isWhole = false;
      // A first scan builds its indexes last, but from now on texts are looked for.
      this.#index.raw.exec('CREATE UNIQUE INDEX IF NOT EXISTS dictionary_text ON dictionary (text)');
    }
    return id;
  }
}

/** Forgets texts that nothing uses any more; done now and then, they do no harm until then. */
export function sweepDictionary(index: WritableIndex): number {
  run(index, 'DELETE FROM parameter WHERE set_id NOT IN (SELECT parameters FROM record_way)');
  return run(
    index,
    `DELETE FROM dictionary WHERE id NOT IN (
       SELECT dataset FROM record UNION SELECT chain FROM record UNION SELECT origin FROM record
       UNION SELECT branch FROM record UNION SELECT type FROM record UNION SELECT class FROM record
       UNION SELECT custom FROM record UNION SELECT format FROM record
       UNION SELECT way FROM record_way UNION SELECT parameters FROM record_way
       UNION SELECT type FROM step UNION SELECT class FROM step
       UNION SELECT config FROM step UNION SELECT branch FROM step UNION SELECT branch_name FROM step
       UNION SELECT shapes FROM step UNION SELECT value FROM outline CROSS JOIN json_each(labels))`,
  );
}
