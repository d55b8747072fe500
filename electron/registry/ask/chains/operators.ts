import type { OperatorRow } from '../../../../shared/api/chains/operators.ts';
import type { Sums } from '../../../../shared/api/numbers.ts';
import { eachSlot, columnsOf, type Columns, type ViewContext } from '../../columns/columns.ts';
import { verdictsOf } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordsByFile } from '../../columns/sums.ts';
import { recordKey } from '../../index/record-key.ts';
import { operatorTrie, type OperatorTrie } from './operator-trie.ts';
import { textOf } from '../totals/sizes.ts';

/** A page of something, how many there are, and after which the next page begins. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}

/** Which rows are wanted: those below a row (null: the datasets), behind one of them. */
export interface OperatorRequest {
  readonly parent: string | null;
  readonly dataset?: string | undefined;
  readonly text?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface TrieSums {
  readonly sums: readonly (Sums & { pipelines: number })[];
  /** The nodes below each that anything counts in, largest first; those of -1 are the datasets. */
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** Slot of the first record of each that counts; -1 where there is none. */
  readonly first: Int32Array;
}

/** Adds what each file is to every node above its records. */
function* addFiles(
  columns: Columns,
  { nodes, ofRecord }: OperatorTrie,
  sums: readonly Sums[],
  isMeant: (record: number) => boolean,
): Slices<void> {
  const { files, uses } = columns;
  const byFile = yield* recordsByFile(columns);
  const references = new Int32Array(nodes.length);
  const stamp = new Int32Array(nodes.length).fill(-1);
  yield* eachSlot(files.count, (file) => {
    if (files.alias[file] === 1) return;
    const size = files.size[file] ?? 0;
    const to = byFile.start[file + 1] ?? 0;
    for (let place = byFile.start[file] ?? 0; place < to; place += 1) {
      const record = byFile.record[place] ?? 0;
      if (!isMeant(record)) continue;
      for (let node = ofRecord[record] ?? -1; node >= 0; node = nodes[node]?.parent ?? -1) {
        const sum = sums[node];
        if (sum === undefined) break;
        if (stamp[node] !== file) {
          stamp[node] = file;
          references[node] = 0;
          sum.files += 1;
          sum.size_bytes += size;
        }
        references[node] = (references[node] ?? 0) + 1;
        if (references[node] === uses[file] && files.frees[file] === 1) sum.exclusive_bytes += size;
      }
    }
  });
}

/** Counts each pipeline once in every node above those that it has. */
function* addPipelines(
  { nodes, ofRecord, ofManifest }: OperatorTrie,
  { records, manifests }: Columns,
  sums: readonly { pipelines: number }[],
  mask: Uint8Array | null,
): Slices<void> {
  const stamp = new Int32Array(nodes.length).fill(-1);
  const count = (manifest: number, from: number): void => {
    for (let node = from; node >= 0 && stamp[node] !== manifest; node = nodes[node]?.parent ?? -1) {
      stamp[node] = manifest;
      const sum = sums[node];
      if (sum !== undefined) sum.pipelines += 1;
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

// Written out: copying a literal of sums a hundred thousand times takes a good part of a second.
const noSumsOfNode = (): Sums & { pipelines: number } => ({
  records: 0,
  files: 0,
  size_bytes: 0,
  exclusive_bytes: 0,
  missing: 0,
  pipelines: 0,
});

function* sumUp(context: ViewContext, text: string | undefined): Slices<TrieSums> {
  const columns = yield* columnsOf(context);
  const trie = yield* operatorTrie(context);
  const { records } = columns;
  const mask = text === undefined ? null : (yield* verdictsOf(context, { text })).base;
  const sums = trie.nodes.map(noSumsOfNode);
  const first = new Int32Array(trie.nodes.length).fill(-1);
  const isMeant = (record: number): boolean => mask === null || mask[record] === 1;
  yield* eachSlot(records.count, (record) => {
    const node = trie.ofRecord[record] ?? -1;
    const sum = sums[node];
    if (sum === undefined || !isMeant(record)) return;
    sum.records += 1;
    if (first[node] === -1) first[node] = record;
    if ((records.file[record] ?? -1) < 0) sum.missing += 1;
  });
  for (let node = trie.nodes.length - 1; node >= 0; node -= 1) {
    const above = sums[trie.nodes[node]?.parent ?? -1];
    if (above === undefined) continue;
    above.records += sums[node]?.records ?? 0;
    above.missing += sums[node]?.missing ?? 0;
  }
  yield 'more';
  yield* addFiles(columns, trie, sums, isMeant);
  yield* addPipelines(trie, columns, sums, mask);
  const children = new Map<number, number[]>();
  yield* eachSlot(trie.nodes.length, (node) => {
    if (sums[node]?.pipelines === 0) return;
    const parent = trie.nodes[node]?.parent ?? -1;
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [node]);
    else known.push(node);
  });
  const size = (node: number): number => sums[node]?.size_bytes ?? 0;
  const count = (node: number): number => sums[node]?.pipelines ?? 0;
  const lists = [...children.values()];
  yield* eachSlot(lists.length, (list) => {
    lists[list]?.sort((one, other) => size(other) - size(one) || count(other) - count(one) || one - other);
  });
  return { sums, children, first };
}

const MOST_LETTERS = 400;

const cut = (text: string | null): string | null =>
  text !== null && text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;

/** A page of a list by the ids of its rows. A row that is gone begins at the beginning. */
export function pageOf<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  after: string | undefined,
  limit: number,
) {
  const start = after === undefined ? 0 : items.findIndex((item) => idOf(item) === after) + 1;
  const shown = items.slice(start, start + limit);
  const last = shown.at(-1);
  return { shown, next: last === undefined || start + limit >= items.length ? null : idOf(last) };
}

/** The rows below one, largest first; null where there is no such row (any more). */
export function* operatorRows(
  context: ViewContext,
  request: OperatorRequest,
): Slices<Page<OperatorRow> | null> {
  const { parent, dataset, text, after, limit } = request;
  const { manifests, records } = yield* columnsOf(context);
  const trie = yield* operatorTrie(context);
  const { sums, children, first } = yield* context.memo.answer(`operators ${JSON.stringify(text)}`, () =>
    sumUp(context, text),
  );
  const above = parent === null ? -1 : yield* trie.ids.placeOf(parent);
  if (above === undefined) return null;
  const isWanted = (node: number): boolean =>
    parent !== null || dataset === undefined || trie.nodes[node]?.name === dataset;
  const found = (children.get(above) ?? []).filter(isWanted);
  const { shown, next } = pageOf(found, (node) => trie.ids.of(node), after, limit);
  const words = textOf(context);
  const rows = shown.flatMap((place): OperatorRow[] => {
    const [node, sum] = [trie.nodes[place], sums[place]];
    if (node === undefined || sum === undefined) return [];
    const { name, type, role, parameters, inputs, inferred, firstRecord } = node;
    const record = first[place] ?? -1;
    const manifest = manifests[records.manifest[record] ?? -1]?.path;
    return [
      {
        ...sum,
        id: trie.ids.of(place),
        kind: role === null ? 'dataset' : 'operator',
        name,
        type,
        role,
        artifact_type: firstRecord < 0 ? null : words(records.type[firstRecord] ?? 0) || null,
        parameters: role === null ? null : cut(parameters),
        inputs,
        inferred,
        first_record:
          manifest === undefined ? null : recordKey({ manifest, position: records.position[record] ?? 0 }),
        children: children.get(place)?.length ?? 0,
      },
    ];
  });
  return { rows, total: found.length, next };
}
