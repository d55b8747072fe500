import type { OperatorPipeline, OperatorsOfRecord } from '../../../../shared/api/chains/operators.ts';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import { recordKey } from '../../index/record-key.ts';
import { eachSlot, columnsOf, recordSlot, type Columns, type ViewContext } from '../../columns/columns.ts';
import { verdictsOf } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { noSums, sumsOfRecords } from '../../columns/sums.ts';
import { operatorTrie, type OperatorTrie } from './operator-trie.ts';
import { pageOf, type Page } from './operators.ts';

/** Slots of the records that stand at each operator, and of the manifests that have it. */
interface Users {
  readonly records: readonly (readonly number[] | undefined)[];
  readonly manifests: readonly (readonly number[] | undefined)[];
}

function put(lists: (number[] | undefined)[], at: number, item: number): void {
  const list = lists[at];
  if (list === undefined) lists[at] = [item];
  else list.push(item);
}

/** Turns the trie round, so that what one operator has is found without looking at all records. */
function* usersOf({ nodes, ofRecord, ofManifest }: OperatorTrie, { records }: Columns): Slices<Users> {
  const byRecord = nodes.map((): number[] | undefined => undefined);
  yield* eachSlot(records.count, (record) => {
    const node = ofRecord[record] ?? -1;
    if (node >= 0) put(byRecord, node, record);
  });
  const byManifest = nodes.map((): number[] | undefined => undefined);
  for (const [slot, having] of ofManifest.entries()) {
    for (const node of having ?? []) put(byManifest, node, slot);
  }
  return { records: byRecord, manifests: byManifest };
}

/** The pipelines that have an operator, by the path of their manifest; null where there is no such operator (any more). */
export function* operatorPipelines(
  context: ViewContext,
  {
    node,
    text,
    after,
    limit,
  }: { node: string; text?: string | undefined; after?: string | undefined; limit: number },
): Slices<Page<OperatorPipeline> | null> {
  const columns = yield* columnsOf(context);
  const { manifests, records } = columns;
  const trie = yield* operatorTrie(context);
  const place = yield* trie.ids.placeOf(node);
  if (place === undefined) return null;
  const users = yield* context.memo.base('users of operators', () => usersOf(trie, columns));
  const mask = text === undefined ? null : (yield* verdictsOf(context, { text })).base;
  const meant = (users.records[place] ?? []).filter((record) => mask === null || mask[record] === 1);
  const first = new Map<number, number>();
  for (const record of meant) {
    const manifest = records.manifest[record] ?? -1;
    if (!first.has(manifest)) first.set(manifest, record);
  }
  const having = mask === null ? (users.manifests[place] ?? []) : [...first.keys()];
  const { shown, next } = pageOf(having, (slot) => manifests[slot]?.path ?? '', after, limit);
  const groups = new Map(shown.map((slot, group) => [slot, group]));
  const sums = sumsOfRecords(
    columns,
    shown.length,
    meant,
    (record) => groups.get(records.manifest[record] ?? -1) ?? -1,
  );
  const rows = shown.map((slot, group): OperatorPipeline => {
    const {
      path = '',
      pipelineId = null,
      pipelineName = null,
      run = null,
      dataset = null,
    } = manifests[slot] ?? {};
    const record = first.get(slot);
    return {
      ...(sums[group] ?? noSums()),
      manifest: path,
      pipeline_id: pipelineId,
      pipeline_name: pipelineName,
      run: run ?? '',
      dataset,
      first_record:
        record === undefined ? null : recordKey({ manifest: path, position: records.position[record] ?? 0 }),
    };
  });
  return { rows, total: having.length, next };
}

/**
 * The operators above and of a record, from its dataset down, by their ids: where it stands in the tree. Null where there
 * is no such record in any pipeline (any more).
 */
export function* operatorsOfRecord(context: ViewContext, key: RecordKey): Slices<OperatorsOfRecord | null> {
  const columns = yield* columnsOf(context);
  const { manifests, records } = columns;
  const trie = yield* operatorTrie(context);
  const record = recordSlot(context, columns, key);
  const manifest = manifests[records.manifest[record] ?? -1];
  if (manifest === undefined) return null;
  const operators: string[] = [];
  for (let node = trie.ofRecord[record] ?? -1; node >= 0; node = trie.nodes[node]?.parent ?? -1) {
    operators.unshift(trie.ids.of(node));
  }
  return operators.length === 0 ? null : { operators, manifest: manifest.path };
}
