/** A heap that gives its least value first. Values that compare as equal come in no order that one could rely on. */
export class Heap<Value> {
  readonly #values: Value[] = [];
  readonly #compare: (one: Value, other: Value) => number;

  constructor(compare: (one: Value, other: Value) => number) {
    this.#compare = compare;
  }

  push(value: Value): void {
    this.#values.push(value);
    let at = this.#values.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#isLess(at, up)) return;
      this.#swap(at, up);
      at = up;
    }
  }

  /** Takes the least out; undefined where none is left. */
  pop(): Value | undefined {
    const least = this.#values[0];
    const last = this.#values.pop();
    if (last === undefined || this.#values.length === 0) return least;
    this.#values[0] = last;
    for (let at = 0; ;) {
      let lower = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.#values.length && this.#isLess(child, lower)) lower = child;
      }
      if (lower === at) return least;
      this.#swap(at, lower);
      at = lower;
    }
  }

  #isLess(one: number, other: number): boolean {
    return this.#compare(this.#values[one] as Value, this.#values[other] as Value) < 0;
  }

  #swap(one: number, other: number): void {
    const kept = this.#values[one] as Value;
    this.#values[one] = this.#values[other] as Value;
    this.#values[other] = kept;
  }
}
