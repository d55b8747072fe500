import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { chainLines } from '../../electron/registry/ask/chains/chain-lines.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { verdictsOf } from '../../electron/registry/columns/record-set.ts';
import { operatorTrie } from '../../electron/registry/ask/chains/operator-trie.ts';
import {
  operatorPipelines,
  operatorsOfRecord,
} from '../../electron/registry/ask/chains/operator-pipelines.ts';
import { operatorRows } from '../../electron/registry/ask/chains/operators.ts';
import { findPipelines } from '../../electron/registry/ask/find/find.ts';
import { pipelineWay } from '../../electron/registry/ask/chains/pipeline-way.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { wayOfRecord } from '../../electron/registry/ask/chains/way.ts';
import { wayOfManifest } from '../../electron/registry/index/way-of-manifest.ts';
import { operatorParameters } from '../../electron/registry/way/operator-parameters.ts';
import { treeOf } from '../../electron/registry/way/way-tree.ts';
import type { WayNode } from '../../shared/domain/way.ts';
import type { OperatorRow, OperatorPipeline } from '../../shared/api/chains/operators.ts';
import { sha256 } from '../support/workspace-builder.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { expectedFacts, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { plainRecords, plainReferences, plainSums } from '../support/plain-sums.ts';
import { manifestNumber, recordNumber, scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

/** All rows of the tree of operators, with the place of the one above. */
function wholeTree(context: ViewContext, text?: string): { row: OperatorRow; above: string | null }[] {
  const all: { row: OperatorRow; above: string | null }[] = [];
  const pending: (string | null)[] = [null];
  for (const parent of pending) {
    for (let after: string | null | undefined; after !== null;) {
      const page = complete(
        operatorRows(context, {
          parent,
          limit: 7,
          ...(text === undefined ? {} : { text }),
          ...(after === undefined ? {} : { after }),
        }),
      );
      if (page === null) throw new Error(`no row ${parent}`);
      for (const row of page.rows) {
        all.push({ row, above: parent });
        if (row.children > 0) pending.push(row.id);
      }
      after = page.next;
    }
  }
  return all;
}

/** All pipelines of an operator, page by page. */
function allPipelines(context: ViewContext, node: string, text?: string): OperatorPipeline[] {
  const found: OperatorPipeline[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = complete(
      operatorPipelines(context, {
        node,
        limit: 2,
        ...(text === undefined ? {} : { text }),
        ...(after === undefined ? {} : { after }),
      }),
    );
    if (page === null) throw new Error(node);
    found.push(...page.rows);
    after = page.next;
    expect(page.total).toBeGreaterThanOrEqual(found.length);
  }
  return found;
}

describe.each(FIXTURES)('the ways of %s', (name) => {
  const { index } = scanned(fixtureWorkspace(name));
  const context = fresh(index);
  const records = plainRecords(index);
  const references = plainReferences(index);

  it('hold each record of a pipeline once, with what it costs', () => {
    for (const { manifest } of listPipelines(context)) {
      const [found] = findPipelines(index, manifest);
      if (found === undefined) throw new Error(manifest);
      const way = pipelineWay(index, found);
      const own = records.filter((record) => record.manifest === manifest);
      const positions = way.nodes.flatMap((node) => node.folds.map(({ key }) => key));
      expect(positions.toSorted()).toEqual(own.map(recordKey).toSorted());
      for (const node of way.nodes) {
        const ids = new Set(node.folds.map(({ key }) => own.find((one) => recordKey(one) === key)?.id));
        const { records: count, files, size_bytes, exclusive_bytes, missing, unwritten } = node;
        expect({ records: count, files, size_bytes, exclusive_bytes, missing, unwritten }).toEqual(
          plainSums(records, references, ({ id }) => ids.has(id)),
        );
        for (const fold of node.folds) {
          const plain = own.find((one) => recordKey(one) === fold.key);
          expect(fold.exclusive_bytes).toBe(
            plainSums(records, references, ({ id }) => id === plain?.id).exclusive_bytes,
          );
          expect(fold.state).toBe(plain?.file === null ? 'missing' : 'present');
        }
        if (node.parent !== null) expect(node.parent).toBeLessThan(node.id);
      }
    }
  });

  it('put meta-models under the models that their manifests name', () => {
    const facts = expectedFacts(name);
    for (const { manifest, artifact_id } of facts.meta_models) {
      const [found] = findPipelines(index, manifest);
      if (found === undefined) throw new Error(manifest);
      const { nodes } = pipelineWay(index, found);
      const nodeOf = (id: string): number | undefined => {
        const plain = records.find((record) => record.id === recordNumber(index, id, manifest));
        return nodes.find(({ folds }) =>
          folds.some(({ key }) => plain !== undefined && key === recordKey(plain)),
        )?.id;
      };
      const meta = nodes[nodeOf(artifact_id) ?? -1];
      const wanted = new Set(facts.dependencies[manifest]?.[artifact_id]?.map(nodeOf));
      expect(meta).toMatchObject({ role: 'meta', depends: true, input_count: wanted.size });
      expect(new Set(meta?.inputs)).toEqual(wanted);
    }
  });

  it('are the lines of records', () => {
    const some = records.filter(({ kind }, at) => kind === 0 && at % 7 === 0);
    const lines = complete(chainLines(context, some.map(recordKey)));
    expect(lines).toHaveLength(some.length);
    for (const [at, { groups, key }] of lines.entries()) {
      const way = wayOfRecord(index, some[at]?.id ?? 0);
      expect(groups.map(({ count }) => count)).toEqual(way.map((group) => group.length));
      const stops = groups.map((group) => group.stops.map(({ key: _key, ...stop }) => stop));
      expect(stops).toEqual(way.map((group) => group.slice(0, 20)));
      expect(groups.at(-1)?.stops[0]?.key).toBe(key);
    }
    const gone = recordKey({ manifest: 'gone', position: 0 });
    expect(complete(chainLines(context, [gone]))).toEqual([{ key: gone, groups: [] }]);
  });
});

describe('equal operators of all pipelines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-operators-'));
  generateWorkspace({ out: join(folder, 'workspace'), records: 2500, manifests: 60 });
  const made = scanned(join(folder, 'workspace'));
  rmSync(folder, { recursive: true });

  it.each([
    ['a made workspace', made],
    ...FIXTURES.map((name) => [name, scanned(fixtureWorkspace(name))] as const),
  ] as const)('of %s sum up what their records use', (_name, { index }) => {
    const context = fresh(index);
    const records = plainRecords(index);
    const references = plainReferences(index);
    const bySlot = new Map(
      records.toSorted((one, other) => one.id - other.id).map((one, slot) => [one.id, slot]),
    );
    const trie = complete(operatorTrie(context));
    for (const text of [undefined, 'pls']) {
      const tree = wholeTree(context, text);
      expect(new Set(tree.map(({ row }) => row.id)).size).toBe(tree.length);
      if (text === undefined) expect(tree).toHaveLength(trie.nodes.length);
      const isBelow = (record: number, place: number): boolean => {
        for (
          let node = trie.ofRecord[bySlot.get(record) ?? -1] ?? -1;
          node >= 0;
          node = trie.nodes[node]?.parent ?? -1
        ) {
          if (node === place) return true;
        }
        return false;
      };
      for (const { row, above } of tree.filter((_row, at) => at % 11 === 0 || at < 10)) {
        const place = complete(trie.ids.placeOf(row.id)) ?? -1;
        const parent = trie.nodes[place]?.parent ?? -1;
        expect(parent < 0 ? null : trie.ids.of(parent)).toBe(above);
        if (text !== undefined) continue;
        const { records: count, files, size_bytes, exclusive_bytes, missing, unwritten } = row;
        expect({ records: count, files, size_bytes, exclusive_bytes, missing, unwritten }).toEqual(
          plainSums(records, references, ({ id }) => isBelow(id, place)),
        );
      }
    }
  });

  it('are merged where class, parameters and the way before are equal, and nowhere else', () => {
    const { index } = made;
    const trie = complete(operatorTrie(fresh(index)));
    const slots = new Map(
      plainRecords(index)
        .toSorted((one, other) => one.id - other.id)
        .map(({ manifest, position }, slot) => [`${manifest}#${position}`, slot]),
    );
    const bySignature = new Map<string, Set<number>>();
    const byPlace = new Map<number, Set<string>>();
    for (const { manifest, dataset } of listPipelines(fresh(index))) {
      const way = wayOfManifest(index, manifestNumber(index, manifest));
      const tree = treeOf(way);
      const signatures: string[] = [];
      for (const node of way.nodes) {
        const { parent = null, inputs = [] } = tree[node.id] ?? {};
        const above = parent === null ? `dataset ${dataset}` : (signatures[parent] ?? '');
        const taken = [...new Set(inputs.map((input) => signatures[input]))].toSorted();
        const isStep = node.role !== 'structure' || node.operatorType === 'merge' || node.records.length > 0;
        const what = [node.role, node.operatorClass || node.operatorType, operatorParameters(node), taken];
        const signature = isStep ? `${above}\n${sha256(JSON.stringify(what))}` : above;
        signatures.push(signature);
        for (const position of node.records) {
          const place = trie.ofRecord[slots.get(`${manifest}#${position}`) ?? -1] ?? -1;
          bySignature.set(signature, (bySignature.get(signature) ?? new Set()).add(place));
          byPlace.set(place, (byPlace.get(place) ?? new Set()).add(signature));
        }
      }
    }
    expect(bySignature.size).toBeGreaterThan(300);
    expect([...bySignature.values()].every((places) => places.size === 1)).toBe(true);
    expect([...byPlace.values()].every((signatures) => signatures.size === 1)).toBe(true);
    const shared = trie.nodes.filter(
      (_node, place) => trie.ofManifest.filter((of) => of?.includes(place)).length > 3,
    );
    expect(shared.some(({ role }) => role === 'features')).toBe(true);
  });

  it.each(['size_bytes', 'pipelines'] as const)(
    'are in the order of %s below each row, and the other way round',
    (sort) => {
      const context = fresh(made.index);
      const rowsOf = (parent: string | null, descending: boolean): readonly OperatorRow[] =>
        complete(operatorRows(context, { parent, sort, descending, limit: 500 }))?.rows ?? [];
      const orders: string[] = [];
      for (const parent of [null, ...wholeTree(context).map(({ row }) => row.id)]) {
        const rows = rowsOf(parent, true);
        const counts = rows.map((row) => row[sort]);
        expect(counts).toEqual(counts.toSorted((one, other) => other - one));
        expect(rowsOf(parent, false)).toEqual(rows.toReversed());
        orders.push(...rows.map(({ id }) => id));
      }
      // The order of one is not that of the other, which is asked from the same sums.
      const other = sort === 'pipelines' ? 'size_bytes' : 'pipelines';
      const others = [null, ...wholeTree(context).map(({ row }) => row.id)].flatMap(
        (parent) => complete(operatorRows(context, { parent, sort: other, limit: 500 }))?.rows ?? [],
      );
      expect(others.map(({ id }) => id)).not.toEqual(orders);
      expect(others.map(({ id }) => id).toSorted()).toEqual(orders.toSorted());
    },
  );

  it('have parameters that are equal however they are written', () => {
    const node = (operatorConfig: unknown, operatorType = 'model', traceOrdinal: number | null = 0) =>
      operatorParameters({ operatorConfig, operatorType, traceOrdinal } as WayNode);
    const three = '{"n_components":3,"scale":true}';
    expect(node({ class: 'a.PLS', params: { n_components: 3, scale: true } })).toBe(three);
    expect(node({ model: { class: 'a.PLS', params: { scale: true, n_components: 3 } }, name: 'mine' })).toBe(
      three,
    );
    expect(node({ y_processing: 'a.MinMaxScaler' }, 'y_processing')).toBe('{}');
    expect(node('a.Ridge')).toBe('{}');
    expect(node(null)).toBe('{}');
    expect(node(null, 'config')).toBeNull();
    expect(node(null, 'model', null)).toBeNull();
    expect(node({ sample_filter: { mode: 'any', filters: ['a.Y'] } }, 'sample_filter')).toBe(
      '{"filters":["a.Y"],"mode":"any"}',
    );
  });

  it('open to the pipelines that have them', () => {
    const context = fresh(made.index);
    const leaves = wholeTree(context).filter(({ row }) => row.children === 0);
    const paths = new Set(listPipelines(context).map(({ manifest }) => manifest));
    for (const { row } of leaves.filter((_leaf, at) => at % 13 === 0)) {
      const found = allPipelines(context, row.id);
      expect(found).toHaveLength(row.pipelines);
      expect(found.reduce((sum, one) => sum + one.records, 0)).toBe(row.records);
      expect(found.every(({ manifest }) => paths.has(manifest))).toBe(true);
    }
    expect(complete(operatorPipelines(context, { node: 'gone', limit: 2 }))).toBeNull();
    expect(complete(operatorRows(context, { parent: 'gone', limit: 2 }))).toBeNull();
  });

  it('tell of each pipeline what the records of the operator in it use, also of those that a text fits', () => {
    const context = fresh(made.index);
    const trie = complete(operatorTrie(context));
    const records = plainRecords(made.index);
    const references = plainReferences(made.index);
    const ordered = records.toSorted((one, other) => one.id - other.id);
    const slots = new Map(ordered.map(({ id }, slot) => [id, slot]));
    for (const text of [undefined, 'PLS']) {
      const rows = wholeTree(context, text).filter(({ row }) => row.kind === 'operator');
      const mask = text === undefined ? null : complete(verdictsOf(context, { text })).base;
      for (const { row } of rows.filter((_row, at) => at % 29 === 0)) {
        const place = complete(trie.ids.placeOf(row.id)) ?? -1;
        const own = ordered.filter(({ id }) => {
          const slot = slots.get(id) ?? -1;
          return trie.ofRecord[slot] === place && (mask === null || mask[slot] === 1);
        });
        const [firstOwn] = own;
        expect(row.first_record).toBe(firstOwn === undefined ? null : recordKey(firstOwn));
        for (const pipeline of allPipelines(context, row.id, text)) {
          const its = new Set(own.filter(({ manifest }) => manifest === pipeline.manifest));
          const { records: count, files, size_bytes, exclusive_bytes, missing, unwritten } = pipeline;
          expect({ records: count, files, size_bytes, exclusive_bytes, missing, unwritten }).toEqual(
            plainSums(records, references, (record) => its.has(record)),
          );
          const positions = [...its].map(({ position }) => position);
          const { manifest } = pipeline;
          expect(pipeline.first_record).toBe(
            positions.length === 0 ? null : recordKey({ manifest, position: Math.min(...positions) }),
          );
        }
      }
    }
  });

  it('lead down to each record', () => {
    const context = fresh(made.index);
    const above = new Map(wholeTree(context).map(({ row, above: parent }) => [row.id, parent]));
    const inPipelines = new Set(listPipelines(context).map(({ manifest }) => manifest));
    const some = plainRecords(made.index).filter(({ manifest }) => inPipelines.has(manifest));
    for (const { manifest, position } of some.filter((_record, at) => at % 37 === 0)) {
      const found = complete(operatorsOfRecord(context, recordKey({ manifest, position })));
      if (found === null) throw new Error(`${manifest}#${position}`);
      const { operators } = found;
      expect(found.manifest).toBe(manifest);
      expect(operators.map((id) => above.get(id))).toEqual([null, ...operators.slice(0, -1)]);
      const own = allPipelines(context, operators.at(-1) ?? '');
      expect(own.find((pipeline) => pipeline.manifest === manifest)?.records).toBeGreaterThan(0);
    }
    const [first] = some;
    expect(
      complete(operatorsOfRecord(context, recordKey({ manifest: first?.manifest ?? '', position: 9999 }))),
    ).toBeNull();
    expect(complete(operatorsOfRecord(context, recordKey({ manifest: 'gone', position: 0 })))).toBeNull();
  });
});
