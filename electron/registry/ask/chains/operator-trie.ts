import { hash } from 'node:crypto';
import type { Way, WayNode, WayRole } from '../../../../shared/domain/way.ts';
import { treeOf } from '../../way/way-tree.ts';
import { columnsOf, type Columns, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { KnownTexts } from './known-texts.ts';
import { operatorParameters } from './operator-parameters.ts';
import { wayOfManifest } from './way.ts';

/** Equal operators of all pipelines of a dataset, or (`role` null) the dataset itself. */
export interface TrieNode {
  /** Made of the way to it, so that it stays the same from one state of the index to the next. */
  readonly id: string;
  /** Place of the node above, lower than its own; -1 for a dataset. */
  readonly parent: number;
  readonly name: string;
  readonly type: string;
  readonly role: WayRole | null;
  readonly parameters: string | null;
  readonly inputs: { readonly count: number; readonly first: string } | null;
  /** Slot of its first record, which tells its artifact type; -1 where it stored nothing anywhere. */
  firstRecord: number;
  inferred: boolean;
}

/** All operators of the workspace with their ways merged. */
export interface OperatorTrie {
  readonly nodes: readonly TrieNode[];
  readonly places: ReadonlyMap<string, number>;
  /** The node of each record, by slot; -1 for records of copies. */
  readonly ofRecord: Int32Array;
  /** The nodes of each pipeline, by the slot of its manifest. */
  readonly ofManifest: readonly (Int32Array | undefined)[];
}

/** Branches and nameless steps do nothing to the data, and what they list is different in each pipeline. */
function isPassedThrough({ role, operatorType, records }: WayNode): boolean {
  return role === 'structure' && operatorType !== 'merge' && records.length === 0;
}

class Builder {
  readonly nodes: TrieNode[] = [];
  readonly #byKey = new Map<string, number>();

  dataset(name: string | null): number {
    return this.#at(-1, JSON.stringify(['dataset', name]), (id) => ({
      id,
      parent: -1,
      name: name ?? '',
      type: '',
      role: null,
      parameters: null,
      inputs: null,
      firstRecord: -1,
      inferred: false,
    }));
  }

  /** Places of the nodes of a way in the trie. */
  add(dataset: number, way: Way): Int32Array {
    const places = new Int32Array(way.nodes.length).fill(dataset);
    const tree = treeOf(way);
    const inTurn = way.nodes.toSorted(
      (one, other) => Number(isLate(tree, one)) - Number(isLate(tree, other)),
    );
    for (const node of inTurn) places[node.id] = this.#add(dataset, node, way, tree, places);
    return places;
  }

  #add(
    dataset: number,
    node: WayNode,
    way: Way,
    tree: ReturnType<typeof treeOf>,
    places: Int32Array,
  ): number {
    const { parent = null, inputs = [] } = tree[node.id] ?? {};
    const above = parent === null ? dataset : (places[parent] ?? dataset);
    if (isPassedThrough(node)) return above;
    const taken = [...new Set(inputs.map((input) => places[input] ?? dataset))].sort(
      (one, other) => one - other,
    );
    const parameters = operatorParameters(node);
    const name = node.operatorClass || node.operatorType;
    const key = JSON.stringify([node.role, name, parameters, taken.map((place) => this.nodes[place]?.id)]);
    const first = way.nodes[inputs[0] ?? -1];
    const place = this.#at(above, key, (id) => ({
      id,
      parent: above,
      name,
      type: node.operatorType,
      role: node.role,
      parameters,
      inputs:
        first === undefined
          ? null
          : { count: inputs.length, first: first.operatorClass || first.operatorType },
      firstRecord: -1,
      inferred: false,
    }));
    const made = this.nodes[place];
    if (made !== undefined && node.inferred) made.inferred = true;
    return place;
  }

  #at(parent: number, key: string, make: (id: string) => TrieNode): number {
    const whole = `${parent} ${key}`;
    const known = this.#byKey.get(whole);
    if (known !== undefined) return known;
    const id = hash('sha256', `${this.nodes[parent]?.id ?? ''} ${key}`).slice(0, 20);
    const place = this.nodes.push(make(id)) - 1;
    this.#byKey.set(whole, place);
    return place;
  }
}

/** What names its inputs may name later nodes: those have their places then. */
const isLate = (tree: ReturnType<typeof treeOf>, { id }: WayNode): boolean =>
  tree[id]?.depends === true && tree[id].inputs.some((input) => input > id);

/** The first record of each manifest, by the slot of the manifest: a manifest's records lie behind each other by position. */
function firstRecords({ manifests, records }: Columns): Int32Array {
  const first = new Int32Array(manifests.length).fill(-1);
  for (let slot = records.count - 1; slot >= 0; slot -= 1) {
    const manifest = records.manifest[slot] ?? -1;
    if (manifest >= 0) first[manifest] = slot - (records.position[slot] ?? 0);
  }
  return first;
}

function* build(context: ViewContext): Slices<OperatorTrie> {
  const columns = yield* columnsOf(context);
  const { manifests, records } = columns;
  const first = firstRecords(columns);
  const builder = new Builder();
  const texts = new KnownTexts(context.index);
  const ofRecord = new Int32Array(records.count).fill(-1);
  const ofManifest: (Int32Array | undefined)[] = [];
  for (const [slot, { id, kind, dataset }] of manifests.entries()) {
    if (kind !== 0) continue;
    const way = wayOfManifest(context.index, id, texts);
    const places = builder.add(builder.dataset(dataset), way);
    ofManifest[slot] = Int32Array.from(new Set(places));
    for (const { id: node, records: positions } of way.nodes) {
      const at = places[node] ?? -1;
      for (const position of positions) {
        const record = (first[slot] ?? 0) + position;
        if (records.manifest[record] !== slot || records.position[record] !== position) {
          throw new Error(`The records of ${manifests[slot]?.path} do not lie in a row.`);
        }
        ofRecord[record] = at;
        const trieNode = builder.nodes[at];
        if (trieNode !== undefined && trieNode.firstRecord < 0) trieNode.firstRecord = record;
      }
    }
    yield 'more';
  }
  return {
    nodes: builder.nodes,
    places: new Map(builder.nodes.map(({ id }, at) => [id, at])),
    ofRecord,
    ofManifest,
  };
}

/** The trie of the index as it is now; made once for each state of it. */
export function operatorTrie(context: ViewContext): Slices<OperatorTrie> {
  return context.memo.base('operators', () => build(context));
}
