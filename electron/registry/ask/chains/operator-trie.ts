import type { Way, WayNode } from '../../../../shared/domain/way.ts';
import { treeOf, type TreePlace } from '../../way/way-tree.ts';
import { columnsOf, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { eachWay } from './all-ways.ts';
import { OperatorIds, type Operator } from './operator-ids.ts';
import { operatorParameters } from '../../way/operator-parameters.ts';

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

/** Branches and nameless steps do nothing to the data, and what they list is different in each pipeline. */
function isPassedThrough({ role, operatorType, records }: WayNode): boolean {
  return role === 'structure' && operatorType !== 'merge' && records.length === 0;
}

const NOTHING: readonly number[] = [];

/** Numbers for texts, so that what is made of many texts has a short key. */
class Numbers {
  readonly #numbers = new Map<string | null, number>();

  of(text: string | null): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

class Builder {
  readonly nodes: TrieNode[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #datasets = new Map<string | null, number>();
  readonly #texts = new Numbers();

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
    this.#datasets.set(name, place - 1);
    return place - 1;
  }

  /** Places of the nodes of a way in the trie. */
  add(dataset: number, way: Way): Int32Array {
    const places = new Int32Array(way.nodes.length).fill(dataset);
    const tree = treeOf(way);
    const late: WayNode[] = [];
    for (const node of way.nodes) {
      const place = tree[node.id];
      if (place !== undefined && isLate(place, node.id)) late.push(node);
      else places[node.id] = this.#add(dataset, node, way, place, places);
    }
    for (const node of late) places[node.id] = this.#add(dataset, node, way, tree[node.id], places);
    return places;
  }

  #add(
    dataset: number,
    node: WayNode,
    way: Way,
    { parent, inputs }: TreePlace = { parent: null, inputs: NOTHING, depends: false },
    places: Int32Array,
  ): number {
    const above = parent === null ? dataset : (places[parent] ?? dataset);
    if (isPassedThrough(node)) return above;
    const taken =
      inputs.length === 0
        ? NOTHING
        : [...new Set(inputs.map((input) => places[input] ?? dataset))].sort((one, other) => one - other);
    const parameters = operatorParameters(node);
    const name = node.operatorClass || node.operatorType;
    const key = `${above} ${this.#texts.of(node.role)} ${this.#texts.of(name)} ${this.#texts.of(parameters)} ${taken.join(' ')}`;
    let place = this.#byKey.get(key);
    if (place === undefined) {
      const first = way.nodes[inputs[0] ?? -1];
      place = this.nodes.push({
        parent: above,
        name,
        parameters,
        type: node.operatorType,
        role: node.role,
        taken,
        inputs:
          first === undefined
            ? null
            : { count: inputs.length, first: first.operatorClass || first.operatorType },
        firstRecord: -1,
        inferred: false,
      });
      place -= 1;
      this.#byKey.set(key, place);
    }
    const made = this.nodes[place];
    if (made !== undefined && node.inferred) made.inferred = true;
    return place;
  }
}

/** What names its inputs may name later nodes: those have their places then. */
const isLate = ({ depends, inputs }: TreePlace, id: number): boolean =>
  depends && inputs.some((input) => input > id);

function* build(context: ViewContext): Slices<OperatorTrie> {
  const columns = yield* columnsOf(context);
  const { manifests, records } = columns;
  const builder = new Builder();
  const ofRecord = new Int32Array(records.count).fill(-1);
  const ofManifest: (Int32Array | undefined)[] = [];
  yield* eachWay(context.index, columns, (way, manifest, firstRecord) => {
    const { dataset = null, path = '' } = manifests[manifest] ?? {};
    const places = builder.add(builder.dataset(dataset), way);
    ofManifest[manifest] = Int32Array.from(new Set(places));
    const base = firstRecord - (records.position[firstRecord] ?? 0);
    for (const { id: node, records: positions } of way.nodes) {
      const at = places[node] ?? -1;
      for (const position of positions) {
        const record = base + position;
        if (records.manifest[record] !== manifest || records.position[record] !== position) {
          throw new Error(`The records of ${path} do not lie in a row.`);
        }
        ofRecord[record] = at;
      }
      const first = positions[0];
      const trieNode = builder.nodes[at];
      if (first !== undefined && trieNode !== undefined && trieNode.firstRecord < 0)
        trieNode.firstRecord = base + first;
    }
  });
  return { nodes: builder.nodes, ids: new OperatorIds(builder.nodes), ofRecord, ofManifest };
}

/** The trie of the index as it is now; made once for each state of it. */
export function operatorTrie(context: ViewContext): Slices<OperatorTrie> {
  return context.memo.base('operators', () => build(context));
}
