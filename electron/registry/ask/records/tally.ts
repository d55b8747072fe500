/** Counts how often each key comes. */
export class Tally<Key> {
  readonly counts = new Map<Key, number>();

  add(key: Key, times = 1): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + times);
  }

  /** Keys that come equally often stay in the order in which they first came. */
  commonFirst(): [Key, number][] {
    return [...this.counts].toSorted(([, one], [, other]) => other - one);
  }
}
