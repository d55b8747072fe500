/**
 * A map that a kind of document has over and over, with the same keys in the same order. Written out as a literal it takes a third
 * of the time and memory that one takes which grows key by key, and so does reading its values again: all of them are of one kind for V8.
 */
export class UsualMap {
  readonly keys: readonly string[];
  /** The first character of its first key. */
  readonly first: number;
  /** Makes the map of `values` from `at` on, in the order of the keys. */
  readonly build: (values: readonly unknown[], at: number) => Record<string, unknown>;

  constructor(build: UsualMap['build']) {
    // One of nothing and one of numbers: from then on V8 expects any value at any key, and what it compiled does not turn out wrong.
    this.keys = Object.keys(build([], 0));
    build([...this.keys.keys()], 0);
    this.first = this.keys[0]?.charCodeAt(0) ?? -1;
    this.build = build;
  }
}
