/** What nodes are told apart by, besides their labels. */
interface Node {
  readonly parent: number;
  readonly taken: readonly number[];
}

function mixed(hash: number, number: number): number {
  return Math.imul(hash ^ number, 0x9e3779b1) ^ (hash >>> 15);
}

function hashOf(parent: number, label: number, taken: readonly number[]): number {
  let hash = mixed(mixed(0x2545f491, parent), label);
  for (const place of taken) hash = mixed(hash, place);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function sameList(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((place, at) => place === other[at]));
}

/**
 * Finds a node by the one above it, its label and what it takes. A table of numbers, because a map of texts takes three times as long for
 * the half a million operators of a large workspace.
 */
export class NodeTable {
  readonly #nodes: readonly Node[];
  readonly #labels: readonly number[];
  /** Places of nodes; -1 is free. At least half are free. */
  #slots = new Int32Array(1024).fill(-1);
  #count = 0;

  /** @param labels the label of each node */
  constructor(nodes: readonly Node[], labels: readonly number[]) {
    this.#nodes = nodes;
    this.#labels = labels;
  }

  /** The place of a node; -1 where there is none. */
  find(parent: number, label: number, taken: readonly number[]): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(parent, label, taken) & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot] ?? -1;
      const node = this.#nodes[place];
      if (node === undefined) return -1;
      if (node.parent === parent && this.#labels[place] === label && sameList(node.taken, taken))
        return place;
    }
  }

  /** Adds the node at a place, which is not in here. */
  put(place: number): void {
    if (2 * (this.#count + 1) > this.#slots.length) this.#grow();
    this.#insert(place);
    this.#count += 1;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 4).fill(-1);
    for (const place of before) if (place >= 0) this.#insert(place);
  }

  #insert(place: number): void {
    const node = this.#nodes[place];
    if (node === undefined) return;
    const mask = this.#slots.length - 1;
    let slot = hashOf(node.parent, this.#labels[place] ?? -1, node.taken) & mask;
    while (this.#slots[slot] !== -1) slot = (slot + 1) & mask;
    this.#slots[slot] = place;
  }
}
