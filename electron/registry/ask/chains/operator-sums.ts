import type { Sums } from '../../../../shared/api/numbers.ts';
import type { OperatorSort } from '../../../../shared/domain/sorts.ts';
import { eachSlot, type Columns } from '../../columns/columns.ts';
import { SLICE, type Slices } from '../../columns/slices.ts';
import { isMissing, recordsByFile } from '../../columns/sums.ts';
import type { OperatorTrie } from './operator-trie.ts';

/** What the records of an operator and of all below it use, and in how many pipelines it stands. */
export type OperatorSum = Sums & { readonly pipelines: number };

/** Sums of half a million operators, as columns: an object each would take longer to make than to fill. */
export class OperatorSums {
  readonly #parent: Int32Array;
  readonly #records: Int32Array;
  readonly #missing: Int32Array;
  readonly #unwritten: Int32Array;
  readonly #first: Int32Array;
  readonly #files: Int32Array;
  readonly #pipelines: Int32Array;
  readonly #size: Float64Array;
  readonly #exclusive: Float64Array;
  /** The nodes below node `n`, those that anything counts in, are `children[start[n + 1]]` up to `start[n + 2]`; -1 is above the datasets. */
  #children: { readonly start: Int32Array; readonly node: Int32Array } | null = null;
  /** The children of nodes that were asked for, by the order and the node. */
  readonly #ordered = new Map<string, Int32Array>();

  private constructor(count: number) {
    this.#parent = new Int32Array(count);
    this.#records = new Int32Array(count);
    this.#missing = new Int32Array(count);
    this.#unwritten = new Int32Array(count);
    this.#first = new Int32Array(count).fill(-1);
    this.#files = new Int32Array(count);
    this.#pipelines = new Int32Array(count);
    this.#size = new Float64Array(count);
    this.#exclusive = new Float64Array(count);
  }

  /** @param mask 1 by the slot of each record that counts; null for all */
  static *of(trie: OperatorTrie, columns: Columns, mask: Uint8Array | null): Slices<OperatorSums> {
    const sums = new OperatorSums(trie.nodes.length);
    yield* eachSlot(trie.nodes.length, (node) => {
      sums.#parent[node] = trie.nodes[node]?.parent ?? -1;
    });
    yield* sums.#addRecords(trie, columns, mask);
    const several = yield* sums.#addOwnFiles(trie, columns, mask);
    sums.#addUp();
    yield 'more';
    yield* sums.#addSharedFiles(trie, columns, mask, several);
    yield* sums.#addPipelines(trie, columns, mask);
    yield* sums.#findChildren();
    return sums;
  }

  /** The sums of a node. */
  at(node: number): OperatorSum {
    return {
      records: this.#records[node] ?? 0,
      files: this.#files[node] ?? 0,
      size_bytes: this.#size[node] ?? 0,
      exclusive_bytes: this.#exclusive[node] ?? 0,
      missing: this.#missing[node] ?? 0,
      unwritten: this.#unwritten[node] ?? 0,
      pipelines: this.#pipelines[node] ?? 0,
    };
  }

  /** The slot of the first record that stands at a node and counts; -1 where there is none. */
  firstRecord(node: number): number {
    return this.#first[node] ?? -1;
  }

  /** How many nodes there are below one that anything counts in. */
  childCount(node: number): number {
    const start = this.#children?.start;
    return (start?.[node + 2] ?? 0) - (start?.[node + 1] ?? 0);
  }

  /** The nodes below one (-1: the datasets) that anything counts in, those with most first. */
  childrenOf(node: number, sort: OperatorSort): Int32Array {
    const key = `${sort} ${node}`;
    const known = this.#ordered.get(key);
    if (known !== undefined) return known;
    const { start, node: nodes } = this.#children ?? { start: null, node: new Int32Array() };
    const [first, second] =
      sort === 'pipelines' ? [this.#pipelines, this.#size] : [this.#size, this.#pipelines];
    const children = nodes
      .slice(start?.[node + 1] ?? 0, start?.[node + 2] ?? 0)
      .sort(
        (one, other) =>
          (first[other] ?? 0) - (first[one] ?? 0) || (second[other] ?? 0) - (second[one] ?? 0) || one - other,
      );
    this.#ordered.set(key, children);
    return children;
  }

  *#addRecords({ ofRecord }: OperatorTrie, { records }: Columns, mask: Uint8Array | null): Slices<void> {
    yield* eachSlot(records.count, (record) => {
      const node = ofRecord[record] ?? -1;
      if (node < 0 || (mask !== null && mask[record] !== 1)) return;
      this.#records[node] = (this.#records[node] ?? 0) + 1;
      if (this.#first[node] === -1) this.#first[node] = record;
      if (!isMissing(records, record)) return;
      this.#missing[node] = (this.#missing[node] ?? 0) + 1;
      this.#unwritten[node] = (this.#unwritten[node] ?? 0) + (records.unwritten[record] ?? 0);
    });
  }

  /** Adds the files that one record refers to, to its node alone; returns those that several do. */
  *#addOwnFiles(trie: OperatorTrie, columns: Columns, mask: Uint8Array | null): Slices<number[]> {
    const { files, uses } = columns;
    const { start, record: records } = yield* recordsByFile(columns);
    const several: number[] = [];
    yield* eachSlot(files.count, (file) => {
      if (files.alias[file] === 1 || uses[file] === 0) return;
      if (uses[file] !== 1) {
        several.push(file);
        return;
      }
      const record = records[start[file] ?? 0] ?? -1;
      const node = trie.ofRecord[record] ?? -1;
      if (node >= 0 && (mask === null || mask[record] === 1)) this.#addFile(node, columns, file, true);
    });
    return several;
  }

  #addFile(node: number, { files }: Columns, file: number, isAll: boolean): void {
    const size = files.size[file] ?? 0;
    this.#files[node] = (this.#files[node] ?? 0) + 1;
    this.#size[node] = (this.#size[node] ?? 0) + size;
    if (isAll) this.#addExclusive(node, { files }, file);
  }

  #addExclusive(node: number, { files }: Pick<Columns, 'files'>, file: number): void {
    if (files.frees[file] === 1)
      this.#exclusive[node] = (this.#exclusive[node] ?? 0) + (files.size[file] ?? 0);
  }

  /** Adds what each node has to those above it. */
  #addUp(): void {
    for (const sums of [
      this.#records,
      this.#missing,
      this.#unwritten,
      this.#files,
      this.#size,
      this.#exclusive,
    ]) {
      for (let node = sums.length - 1; node >= 0; node -= 1) {
        const above = this.#parent[node] ?? -1;
        if (above >= 0) sums[above] = (sums[above] ?? 0) + (sums[node] ?? 0);
      }
    }
  }

  /** Adds files that several records refer to: once to every node above any of these. */
  *#addSharedFiles(
    { nodes, ofRecord }: OperatorTrie,
    columns: Columns,
    mask: Uint8Array | null,
    several: readonly number[],
  ): Slices<void> {
    const { start, record: records } = yield* recordsByFile(columns);
    const references = new Int32Array(nodes.length);
    const stamp = new Int32Array(nodes.length).fill(-1);
    for (const [turn, file] of several.entries()) {
      const to = start[file + 1] ?? 0;
      for (let place = start[file] ?? 0; place < to; place += 1) {
        const record = records[place] ?? 0;
        if (mask !== null && mask[record] !== 1) continue;
        for (let node = ofRecord[record] ?? -1; node >= 0; node = this.#parent[node] ?? -1) {
          if (stamp[node] !== file) {
            stamp[node] = file;
            references[node] = 0;
            this.#addFile(node, columns, file, false);
          }
          references[node] = (references[node] ?? 0) + 1;
          if (references[node] === columns.uses[file]) this.#addExclusive(node, columns, file);
        }
      }
      if (turn % SLICE === SLICE - 1) yield 'more';
    }
  }

  /** Counts each pipeline once in every node above those that it has. */
  *#addPipelines(
    { nodes, ofRecord, ofManifest }: OperatorTrie,
    { records, manifests }: Columns,
    mask: Uint8Array | null,
  ): Slices<void> {
    const stamp = new Int32Array(nodes.length).fill(-1);
    const count = (manifest: number, from: number): void => {
      for (let node = from; node >= 0 && stamp[node] !== manifest; node = this.#parent[node] ?? -1) {
        stamp[node] = manifest;
        this.#pipelines[node] = (this.#pipelines[node] ?? 0) + 1;
      }
    };
    if (mask === null) {
      yield* eachSlot(manifests.length, (manifest) => {
        for (const node of ofManifest[manifest] ?? []) count(manifest, node);
      });
      return;
    }
    // Records of one manifest lie behind each other, so its stamps hold as long as they are needed.
    yield* eachSlot(records.count, (record) => {
      if (mask[record] === 1) count(records.manifest[record] ?? -1, ofRecord[record] ?? -1);
    });
  }

  *#findChildren(): Slices<void> {
    const count = this.#parent.length;
    const start = new Int32Array(count + 2);
    const counts = (node: number): boolean => this.#pipelines[node] !== 0;
    for (let node = 0; node < count; node += 1) {
      const at = (this.#parent[node] ?? -1) + 2;
      if (counts(node)) start[at] = (start[at] ?? 0) + 1;
    }
    yield 'more';
    for (let at = 1; at < start.length; at += 1) start[at] = (start[at] ?? 0) + (start[at - 1] ?? 0);
    const next = start.slice();
    const nodes = new Int32Array(start.at(-1) ?? 0);
    yield* eachSlot(count, (node) => {
      if (!counts(node)) return;
      const at = (this.#parent[node] ?? -1) + 1;
      nodes[next[at] ?? 0] = node;
      next[at] = (next[at] ?? 0) + 1;
    });
    this.#children = { start, node: nodes };
  }
}
