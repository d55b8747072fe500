import { randomInt } from 'node:crypto';
import type { ForeignDatabase, KeyedRows } from '../../../index/foreign-database.ts';
import { textOf } from './cells.ts';
import { ARTIFACT_COLUMNS, artifactOf, type ArtifactRow } from './tables.ts';

/** A record, and its place in the order in which they were written. */
export interface FoundArtifact {
  readonly place: number;
  readonly row: ArtifactRow;
}

/** Another one in each process, so that nobody can make a database whose ids all meet in one slot. */
const SEED = randomInt(2 ** 32);

/** FNV-1a over the units of a text, as a whole number of 32 bits. */
function hashOfText(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/**
 * The records of a database by their ids, of which a million are not held: of each only its key and a hash of its id, in a table with
 * open addresses. A row is read when it is asked for; nothing depends on an index of the database, which no check looks through.
 */
export class ArtifactTable {
  readonly #rows: KeyedRows<(typeof ARTIFACT_COLUMNS)[number]>;
  /** By place; a hash is null where a row has no id. */
  readonly #keys: number[] = [];
  readonly #hashes: (number | null)[] = [];
  /** Places behind each other from where their hashes point, plus one; 0 for none. */
  readonly #slots: Int32Array;
  /** By place: whether some pipeline has the record already. */
  readonly #taken: Uint8Array;

  constructor(database: ForeignDatabase) {
    this.#rows = database.keyed('artifacts', ARTIFACT_COLUMNS);
    for (const [key, cell] of this.#rows.keys('artifact_id')) {
      const id = textOf(cell);
      this.#keys.push(key);
      this.#hashes.push(id === null ? null : hashOfText(id));
    }
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * this.#keys.length + 2)));
    this.#taken = new Uint8Array(this.#keys.length);
    for (let place = 0; place < this.#keys.length; place += 1) this.#put(place);
  }

  /** The record of an id; null where no row has it. */
  find(id: string): FoundArtifact | null {
    const hash = hashOfText(id);
    for (let slot = this.#slotOf(hash); ; slot = this.#next(slot)) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) return null;
      if (this.#hashes[place] !== hash) continue;
      const row = this.#row(place);
      if (row?.artifactId === id) return { place, row };
    }
  }

  /** Notes that a pipeline has a record; whether it is the first. */
  take(place: number): boolean {
    const isFirst = this.#taken[place] === 0;
    this.#taken[place] = 1;
    return isFirst;
  }

  /** The records that no pipeline took, in the order in which they were written. */
  *left(): Generator<ArtifactRow, void> {
    for (let place = 0; place < this.#keys.length; place += 1) {
      const row = this.#taken[place] === 0 ? this.#row(place) : null;
      if (row !== null) yield row;
    }
  }

  #put(place: number): void {
    const hash = this.#hashes[place] ?? null;
    // Nothing asks for a row without an id, which names its file all the same.
    if (hash === null) return;
    let slot = this.#slotOf(hash);
    for (; this.#slots[slot] !== 0; slot = this.#next(slot)) {
      const known = (this.#slots[slot] ?? 0) - 1;
      if (this.#hashes[known] !== hash || this.#row(known)?.artifactId !== this.#row(place)?.artifactId)
        continue;
      // Two rows of one id, which only a damaged database has: the later one counts, in the place of the first, which is nobody's then.
      [this.#keys[known], this.#keys[place]] = [this.#keys[place] ?? 0, this.#keys[known] ?? 0];
      return;
    }
    this.#slots[slot] = place + 1;
  }

  #row(place: number): ArtifactRow | null {
    const key = this.#keys[place];
    return key === undefined ? null : artifactOf(this.#rows.row(key));
  }

  #slotOf(hash: number): number {
    return hash & (this.#slots.length - 1);
  }

  #next(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1);
  }
}
