import type { OperatorRow } from '../../../../shared/api/chains/operators.ts';
import type { OperatorSort } from '../../../../shared/domain/sorts.ts';
import { columnsOf, type ViewContext } from '../../columns/columns.ts';
import { verdictsOf } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordKey } from '../../index/record-key.ts';
import { OperatorSums } from './operator-sums.ts';
import { operatorTrie } from './operator-trie.ts';
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
  /** Largest first where nothing else is said. */
  readonly sort?: OperatorSort;
  readonly descending?: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
}

function* sumUp(context: ViewContext, text: string | undefined): Slices<OperatorSums> {
  const columns = yield* columnsOf(context);
  const trie = yield* operatorTrie(context);
  const mask = text === undefined ? null : (yield* verdictsOf(context, { text })).base;
  return yield* OperatorSums.of(trie, columns, mask);
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

/** The rows below one, in the order that was asked for; null where there is no such row (any more). */
export function* operatorRows(
  context: ViewContext,
  request: OperatorRequest,
): Slices<Page<OperatorRow> | null> {
  const { parent, dataset, text, sort = 'size_bytes', descending = true, after, limit } = request;
  const { manifests, records } = yield* columnsOf(context);
  const trie = yield* operatorTrie(context);
  const sums = yield* context.memo.answer(`operators ${JSON.stringify(text)}`, () => sumUp(context, text));
  const above = parent === null ? -1 : yield* trie.ids.placeOf(parent);
  if (above === undefined) return null;
  const isWanted = (node: number): boolean =>
    parent !== null || dataset === undefined || trie.nodes[node]?.name === dataset;
  const found = [...sums.childrenOf(above, sort)].filter(isWanted);
  if (!descending) found.reverse();
  const { shown, next } = pageOf(found, (node) => trie.ids.of(node), after, limit);
  const words = textOf(context);
  const rows = shown.flatMap((place): OperatorRow[] => {
    const node = trie.nodes[place];
    if (node === undefined) return [];
    const { name, type, role, parameters, inputs, inferred, firstRecord } = node;
    const record = sums.firstRecord(place);
    const manifest = manifests[records.manifest[record] ?? -1]?.path;
    return [
      {
        ...sums.at(place),
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
        children: sums.childCount(place),
      },
    ];
  });
  return { rows, total: found.length, next };
}
