import { hash } from 'node:crypto';
import type { WayRole } from '../../../../shared/domain/way.ts';
import type { Slices } from '../../columns/slices.ts';

/** What an operator is known by. */
export interface Operator {
  /** Place of the node above, lower than its own; -1 for a dataset. */
  readonly parent: number;
  readonly name: string;
  readonly role: WayRole | null;
  /** Of a dataset its name, as the manifests write it. */
  readonly parameters: string | null;
  /** Places of what it takes, where that is more than what it stands under; lower than its own. */
  readonly taken: readonly number[];
}

/** How many ids are made in one go: some milliseconds. */
const SLICE = 2000;

/**
 * Ids of operators, made of the way to them, so that they stay the same from one state of the index to the next. Few of many are ever
 * shown, so each is made when somebody asks for it.
 */
export class OperatorIds {
  readonly #operators: readonly Operator[];
  readonly #ids: (string | undefined)[];
  readonly #places = new Map<string, number>();
  /** All before this one were looked at. */
  #next = 0;

  constructor(operators: readonly Operator[]) {
    this.#operators = operators;
    this.#ids = operators.map(() => undefined);
  }

  /** The id of the operator at a place. */
  of(place: number): string {
    const waiting = [place];
    for (let at = waiting.at(-1); at !== undefined; at = waiting.at(-1)) {
      const missing = this.#ids[at] === undefined ? this.#missingBefore(at) : [];
      if (missing.length > 0) {
        for (const before of missing) waiting.push(before);
        continue;
      }
      this.#make(at);
      waiting.pop();
    }
    return this.#ids[place] ?? '';
  }

  /** The place of an operator; undefined where there is none (any more). What was never shown from here is looked for among all. */
  *placeOf(id: string): Slices<number | undefined> {
    for (; !this.#places.has(id) && this.#next < this.#operators.length; this.#next += 1) {
      this.of(this.#next);
      if (this.#next % SLICE === SLICE - 1) yield 'more';
    }
    return this.#places.get(id);
  }

  #missingBefore(place: number): number[] {
    const { parent = -1, taken = [] } = this.#operators[place] ?? {};
    const isMissing = (before: number): boolean => before >= 0 && this.#ids[before] === undefined;
    return [parent, ...taken].filter(isMissing);
  }

  #make(place: number): void {
    const operator = this.#operators[place];
    if (operator === undefined || this.#ids[place] !== undefined) return;
    const { parent, role, name, parameters, taken } = operator;
    const own =
      role === null ? ['dataset', parameters] : [role, name, parameters, taken.map((at) => this.#ids[at])];
    const id = hash('sha256', `${this.#ids[parent] ?? ''} ${JSON.stringify(own)}`).slice(0, 20);
    this.#ids[place] = id;
    this.#places.set(id, place);
  }
}
