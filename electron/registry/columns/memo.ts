import type { Slices } from './slices.ts';

interface Entry {
  state: 'building' | 'ready';
  value: unknown;
}

/** How many answers are kept besides those that all others are made of. */
const KEPT = 24;

/**
 * What was worked out of one state of the index, by name, so that it is worked out once. Two who want the same at the same time
 * wait for the first; when that gives up, the second does it.
 */
export class Memo {
  readonly #lasting = new Map<string, Entry>();
  readonly #recent = new Map<string, Entry>();

  /** A base of other answers: kept as long as this memo. */
  base<Value>(name: string, make: () => Slices<Value>): Slices<Value> {
    return this.#get(this.#lasting, name, make, Number.POSITIVE_INFINITY);
  }

  /** An answer: kept until newer ones take its place. */
  answer<Value>(name: string, make: () => Slices<Value>): Slices<Value> {
    return this.#get(this.#recent, name, make, KEPT);
  }

  *#get<Value>(
    entries: Map<string, Entry>,
    name: string,
    make: () => Slices<Value>,
    kept: number,
  ): Slices<Value> {
    for (let known = entries.get(name); known !== undefined; known = entries.get(name)) {
      if (known.state === 'ready') {
        // The one that was used last goes last.
        entries.delete(name);
        entries.set(name, known);
        return known.value as Value;
      }
      yield 'wait';
    }
    const entry: Entry = { state: 'building', value: undefined };
    entries.set(name, entry);
    try {
      entry.value = yield* make();
      entry.state = 'ready';
    } finally {
      if (entry.state === 'building') entries.delete(name);
    }
    for (const [oldest, { state }] of entries) {
      if (entries.size <= kept) break;
      if (state === 'ready' && oldest !== name) entries.delete(oldest);
    }
    return entry.value as Value;
  }
}
