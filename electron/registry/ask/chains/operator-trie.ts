import { columnsOf, type Columns, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { allTuples } from '../../index/database.ts';
import { requireWays } from '../../index/pending-ways.ts';
import { readLabel, readShape, type OperatorLabel, type OutlineNode } from '../../way/outline.ts';
import { KnownTexts } from '../../index/known-texts.ts';
import { NodeTable } from './node-table.ts';
import { OperatorIds, type Operator } from './operator-ids.ts';

/** Equal operators of all pipelines of a dataset, or (`role` null) the dataset itself. */
export interface TrieNode extends Operator {
  readonly type: string;
  readonly inputs: { readonly count: number; readonly first: string } | null;
  /** Slot of its first record, which tells its artifact type; -1 where it stored nothing anywhere. */
  firstRecord: number;
  inferred: boolean;
}

/** All operators of the workspace with their ways merged. */
export interface OperatorTrie {
  readonly nodes: readonly TrieNode[];
  readonly ids: OperatorIds;
  /** The node of each record, by slot; -1 for records of copies. */
  readonly ofRecord: Int32Array;
  /** The nodes of each pipeline, by the slot of its manifest. */
  readonly ofManifest: readonly (Int32Array | undefined)[];
}

const NOTHING: readonly number[] = [];

/** Numbers for texts, so that what is made of many texts has a short key. */
class Numbers {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** A label of the dictionary, and its number among those that merge. */
interface KnownLabel extends OperatorLabel {
  readonly number: number;
}

class Builder {
  readonly nodes: TrieNode[] = [];
  /** The label of each node. */
  readonly #labelOf: number[] = [];
  readonly #children = new NodeTable(this.nodes, this.#labelOf);
  readonly #datasets = new Map<string | null, number>();
  readonly #texts: KnownTexts;
  readonly #labels = new Map<number, KnownLabel>();
  /** By what operators are merged by; of the label that is all but the type. */
  readonly #numbers = new Numbers();

  constructor(texts: KnownTexts) {
    this.#texts = texts;
  }

  dataset(name: string | null): number {
    const known = this.#datasets.get(name);
    if (known !== undefined) return known;
    const place = this.nodes.push({
      parent: -1,
      name: name ?? '',
      // No dataset is named by an empty text: what names none stands apart from it all the same.
      parameters: name,
      type: '',
      role: null,
      taken: NOTHING,
      inputs: null,
      firstRecord: -1,
      inferred: false,
    });
    this.#labelOf.push(-1);
    this.#datasets.set(name, place - 1);
    return place - 1;
  }

  /** Places of the nodes of an outline in the trie. */
  add(dataset: number, labelIds: readonly number[], nodes: readonly OutlineNode[]): Int32Array {
    const places = new Int32Array(nodes.length).fill(dataset);
    const labels = labelIds.map((id) => this.#label(id));
    const late: number[] = [];
    for (let id = 0; id < nodes.length; id += 1) {
      if (nodes[id]?.isLate === true) late.push(id);
      else places[id] = this.#add(dataset, id, nodes, labels, places);
    }
    for (const id of late) places[id] = this.#add(dataset, id, nodes, labels, places);
    return places;
  }

  #label(id: number): KnownLabel {
    let label = this.#labels.get(id);
    if (label === undefined) {
      const { role, name, type, parameters } = readLabel(this.#texts.text(id));
      const number = this.#numbers.of(JSON.stringify([role, name, parameters]));
      this.#labels.set(id, (label = { role, name, type, parameters, number }));
    }
    return label;
  }

  #add(
    dataset: number,
    id: number,
    nodes: readonly OutlineNode[],
    labels: readonly KnownLabel[],
    places: Int32Array,
  ): number {
    const [node, label] = [nodes[id], labels[id]];
    if (node === undefined || label === undefined) return dataset;
    const { parent, inputs, isPassedThrough, inferred } = node;
    const above = parent < 0 ? dataset : (places[parent] ?? dataset);
    if (isPassedThrough) return above;
    const taken =
      inputs.length === 0
        ? NOTHING
        : [...new Set(inputs.map((input) => places[input] ?? dataset))].sort((one, other) => one - other);
    let place = this.#children.find(above, label.number, taken);
    if (place < 0) {
      const first = labels[inputs[0] ?? -1];
      place = this.nodes.length;
      this.nodes.push({
        parent: above,
        name: label.name,
        parameters: label.parameters,
        type: label.type,
        role: label.role,
        taken,
        inputs: first === undefined ? null : { count: inputs.length, first: first.name },
        firstRecord: -1,
        inferred: false,
      });
      this.#labelOf.push(label.number);
      this.#children.put(place);
    }
    const made = this.nodes[place];
    if (made !== undefined && inferred) made.inferred = true;
    return place;
  }
}

/** The slot of the first record of each manifest, by the slot of the manifest: its records lie behind each other. */
function firstRecords({ manifests, records }: Columns): Int32Array {
  const first = new Int32Array(manifests.length).fill(-1);
  for (let slot = 0; slot < records.count; slot += 1) {
    const manifest = records.manifest[slot] ?? -1;
    if (manifest >= 0 && first[manifest] === -1) first[manifest] = slot;
  }
  return first;
}

/** How many outlines are read in one go: some milliseconds. */
const BLOCK = 64;

/** Notes which node the records of a pipeline stand at. */
function placeRecords(
  { records, manifests }: Columns,
  trie: { readonly nodes: readonly TrieNode[]; readonly ofRecord: Int32Array },
  manifest: number,
  nodes: readonly OutlineNode[],
  places: Int32Array,
  first: number,
): void {
  const base = first - (records.position[first] ?? 0);
  for (const [id, { records: rows }] of nodes.entries()) {
    if (rows.length === 0) continue;
    const at = places[id] ?? -1;
    for (let row = 0; row < rows.length; row += 2) {
      const from = base + (rows[row] ?? 0);
      const to = from + (rows[row + 1] ?? 0);
      for (let record = from; record < to; record += 1) {
        if (records.manifest[record] !== manifest || records.position[record] !== record - base) {
          throw new Error(`The records of ${manifests[manifest]?.path} do not lie in a row.`);
        }
      }
      trie.ofRecord.fill(at, from, to);
    }
    const node = trie.nodes[at];
    if (node !== undefined && node.firstRecord < 0) node.firstRecord = base + (rows[0] ?? 0);
  }
}

/** A set of the places. Pipelines have few. */
function distinct(places: Int32Array): Int32Array {
  return Int32Array.from(new Set(places));
}

function* build(context: ViewContext): Slices<OperatorTrie> {
  const { index } = context;
  requireWays(index);
  const columns = yield* columnsOf(context);
  const { manifests, records } = columns;
  const builder = new Builder(new KnownTexts(index));
  const ofRecord = new Int32Array(records.count).fill(-1);
  const ofManifest: (Int32Array | undefined)[] = [];
  const first = firstRecords(columns);
  yield 'more';
  for (const [slot, { id, kind, dataset }] of manifests.entries()) {
    if (kind !== 0) continue;
    const [outline] = allTuples<[labels: string, shape: string]>(
      index,
      'SELECT labels, shape FROM outline WHERE manifest_id = :id',
      { id },
    );
    const top = builder.dataset(dataset);
    const nodes = outline === undefined ? [] : readShape(outline[1]);
    const labels = outline === undefined ? [] : (JSON.parse(outline[0]) as number[]);
    const places = builder.add(top, labels, nodes);
    ofManifest[slot] = distinct(places);
    placeRecords(columns, { nodes: builder.nodes, ofRecord }, slot, nodes, places, first[slot] ?? -1);
    if (slot % BLOCK === BLOCK - 1) yield 'more';
  }
  return { nodes: builder.nodes, ids: new OperatorIds(builder.nodes), ofRecord, ofManifest };
}

/** The trie of the index as it is now; made once for each state of it. */
export function operatorTrie(context: ViewContext): Slices<OperatorTrie> {
  return context.memo.base('operators', () => build(context));
}
