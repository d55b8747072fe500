import { describe, expect, it } from 'vitest';
import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import { aroundRecord } from '../../electron/registry/ask/graph/around.ts';
import { graphSize, pipelineGraph } from '../../electron/registry/ask/graph/pipeline-graph.ts';
import { pipelineWay } from '../../electron/registry/ask/chains/pipeline-way.ts';
import { wayOfManifest } from '../../electron/registry/index/way-of-manifest.ts';
import { findManifest } from '../../electron/registry/ask/find/find.ts';
import { dependsOn } from '../../electron/registry/ask/needs/dependencies.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { allRows } from '../../electron/registry/index/database.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { fixtureWorkspace, expectedFacts, FIXTURES } from '../support/fixtures.ts';
import { recordNumber, scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v3Item, v3Manifest, WorkspaceBuilder, type Item } from '../support/workspace-builder.ts';

const PLAIN = { files: false, beyond: [] } as const;

function graphOf(context: ViewContext, manifest: string, options: object = {}): OperatorGraph {
  const graph = complete(pipelineGraph(context, { manifest, ...PLAIN, ...options }));
  if (graph === null) throw new Error(`No graph of ${manifest}.`);
  return graph;
}

/** What a graph says of its edges, in the terms of the records at their ends: worked out from the tables, one by one. */
function plainEdges(context: ViewContext, manifest: string): string[] {
  const { index } = context;
  const found = findManifest(index, manifest);
  const way = wayOfManifest(index, found?.id ?? -1);
  const nodeOf = new Map(way.nodes.flatMap(({ id, records }) => records.map((position) => [position, id])));
  const edges = new Set<string>();
  for (const { id, parents } of way.nodes) {
    for (const { node, kind } of parents) if (kind !== 'depends') edges.add(`${node} ${kind} ${id}`);
  }
  const rows = allRows<{
    position: number;
    origin: number;
    target: string;
    manifest: number | null;
    to: number | null;
  }>(
    index,
    `SELECT r.position, d.origin, d.target, t.manifest_id AS manifest, t.position AS "to" FROM record r
     JOIN dependency d ON d.record_id = r.id LEFT JOIN record t ON t.id = d.target_id WHERE r.manifest_id = :manifest`,
    { manifest: found?.id ?? -1 },
  );
  for (const { position, origin, target, manifest: of, to } of rows) {
    if (of !== null && of !== found?.id) continue;
    const from = to === null ? `?${target}` : nodeOf.get(to);
    edges.add(`${from} ${origin === 0 ? 'depends' : 'source'} ${nodeOf.get(position)}`);
  }
  return [...edges].toSorted();
}

/** The edges of a graph in the same terms: each once, whatever folds it is between. */
function edgesOf({ nodes, edges }: OperatorGraph): string[] {
  const operators = nodes.filter(({ kind }) => kind === 'operator').map(({ id }) => id);
  const names = new Map(
    nodes.map(({ id, kind, label }) => [id, kind === 'ghost' ? `?${label}` : operators.indexOf(id)]),
  );
  return [
    ...new Set(edges.map(({ from, to, kind }) => `${names.get(from)} ${kind} ${names.get(to)}`)),
  ].toSorted();
}

function pipelinesOf(context: ViewContext): string[] {
  return allRows<{ path: string }>(
    context.index,
    'SELECT path FROM manifest WHERE is_primary ORDER BY path',
  ).map(({ path }) => path);
}

/** What holds of the graph of any pipeline. */
function expectWhole(context: ViewContext, manifest: string): void {
  const graph = graphOf(context, manifest);
  expect(edgesOf(graph)).toEqual(plainEdges(context, manifest));
  expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
  expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length);
  const operators = graph.nodes.filter(({ kind }) => kind === 'operator');
  const way = pipelineWay(context.index, findManifest(context.index, manifest) ?? { id: -1, path: '' });
  expect(operators.map(({ records, artifact_type: type }) => [records.map(({ key }) => key), type])).toEqual(
    way.nodes.map(({ folds, artifact_type: type }) => [folds.map(({ key }) => key), type]),
  );
  expect(complete(graphSize(context, manifest))).toMatchObject({
    operators: operators.length,
    opened: operators.reduce((sum, { records }) => sum + Math.max(1, records.length), 0),
  });
}

const item = (name: string, position: number, needs: readonly string[] = [], keys: Item = {}): Item =>
  v3Item(name, {
    artifact_id: name,
    chain_path: `s${position}.${name}`,
    step_index: position,
    class_name: name,
    artifact_type: needs.length === 0 ? 'model' : 'meta_model',
    depends_on: needs,
    ...keys,
  });

describe('the graph of a pipeline', () => {
  it.each(FIXTURES)('is its way, and what its records write, in %s', (name) => {
    const context = fresh(scanned(fixtureWorkspace(name)).index);
    const { manifests } = expectedFacts(name);
    for (const { path, artifact_count: count } of manifests) {
      expectWhole(context, path);
      const { nodes } = graphOf(context, path);
      expect(nodes.reduce((sum, { records }) => sum + records.length, 0)).toBe(count);
    }
  });

  it('is the same of workspaces made at random', () => {
    expectAlways(
      ofRandomWorkspaces(({ index }) => {
        const context = fresh(index);
        for (const manifest of pipelinesOf(context)) expectWhole(context, manifest);
      }),
      often(20, 500),
    );
  });

  it('draws what concerns all folds once, and what differs at the fold', () => {
    const builder = new WorkspaceBuilder();
    const model = [0, 1, 2].map((fold) => item('PLS', 1, [], { artifact_id: `PLS:${fold}`, fold_id: fold }));
    const meta = [0, 1, 2].map((fold) =>
      item('Stack', 2, ['PLS:0'], { artifact_id: `Stack:${fold}`, fold_id: fold }),
    );
    const odd = [0, 1, 2].map((fold) =>
      item('Odd', 3, fold === 1 ? ['PLS:1', 'PLS:2'] : [], {
        artifact_id: `Odd:${fold}`,
        fold_id: fold,
        artifact_type: 'meta_model',
      }),
    );
    const each = [0, 1, 2].map((fold) =>
      item('Each', 4, [`PLS:${fold}`], { artifact_id: `Each:${fold}`, fold_id: fold }),
    );
    const manifest = builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [...model, ...meta, ...odd, ...each]),
    );
    const graph = graphOf(fresh(scanned(builder.root).index), manifest);
    const label = (id: string): string | undefined => graph.nodes.find((node) => node.id === id)?.label;
    const ends = graph.edges
      .filter(({ kind }) => kind === 'depends')
      .map(({ from, to, from_fold: one, to_fold: other }) => [label(from), one, label(to), other]);
    expect(ends).toEqual([
      ['PLS', null, 'Stack', null],
      ['PLS', 1, 'Odd', 1],
      ['PLS', 2, 'Odd', 1],
      ['PLS', 0, 'Each', 0],
      ['PLS', 1, 'Each', 1],
      ['PLS', 2, 'Each', 2],
    ]);
  });

  it('tells circles, also those through other pipelines, and ids that mean no record or several', () => {
    const builder = new WorkspaceBuilder();
    const first = builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [item('A', 1, ['B', 'gone', 'Twin']), item('Self', 2, ['Self'])]),
    );
    builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [item('B', 1, ['A']), item('Twin', 2)]));
    builder.manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [item('Twin', 2), item('C', 3, ['A'])]));
    const context = fresh(scanned(builder.root).index);
    const graph = graphOf(context, first);
    expect(graph.cycles.map((cycle) => cycle.toSorted())).toEqual([['A', 'B'], ['Self']]);
    const ghosts = graph.nodes.filter(({ kind }) => kind === 'ghost');
    expect(ghosts.map(({ label, candidates }) => [label, candidates])).toEqual([
      ['gone', 0],
      ['Twin', 2],
    ]);
    const a = graph.nodes.find(({ label }) => label === 'A');
    expect(a?.outside).toEqual({ needs: 1, needed_by: 2 });
    expect(graph.edges.filter(({ in_cycle: circle }) => circle)).toHaveLength(1);
    const further = graphOf(context, first, { beyond: [a?.id ?? ''] });
    expect(further.nodes.find(({ label }) => label === 'A')?.outside).toEqual({ needs: 0, needed_by: 0 });
    expect(further.nodes.map(({ label }) => label)).toEqual(['A', 'gone', 'Twin', 'Self', 'B', 'C']);
    expect(further.edges.filter(({ in_cycle: circle }) => circle)).toHaveLength(3);
  });

  it('tells of each record the circle that it is in itself, where it leads to another one too', () => {
    const builder = new WorkspaceBuilder();
    const items = [item('A', 1, ['C', 'B']), item('B', 2, ['A']), item('C', 3, ['D']), item('D', 4, ['C'])];
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const circleOf = (id: string): readonly string[] | null =>
      dependsOn(index, recordNumber(index, id)).cycle;
    expect(circleOf('A')).toEqual(['A', 'B']);
    expect(circleOf('B')).toEqual(['B', 'A']);
    expect(circleOf('D')).toEqual(['D', 'C']);
  });

  it('keeps the ids of its nodes when the pipeline grows', () => {
    const builder = new WorkspaceBuilder();
    const folder = 'runs/corn/0001_a_aaaaaa';
    const items = [item('A', 1), item('A', 1, [], { artifact_id: 'A2' }), item('B', 2)];
    const manifest = builder.manifest(folder, v3Manifest('corn', items));
    const workspace = scanned(builder.root);
    const before = graphOf(fresh(workspace.index), manifest);
    builder.manifest(folder, v3Manifest('corn', [...items, item('C', 3), item('D', 2)]));
    const after = graphOf(fresh(scanned(builder.root).index), manifest);
    const ids = new Set(after.nodes.map(({ id }) => id));
    expect(before.nodes.every(({ id }) => ids.has(id))).toBe(true);
    expect(after.nodes.length).toBe(before.nodes.length + 2);
    expect(after.content).not.toBe(before.content);
    expect(graphOf(fresh(workspace.index), manifest).content).toBe(before.content);
  });

  it('shows stored files, and brings in who else uses them', () => {
    const context = fresh(scanned(fixtureWorkspace('corn')).index);
    const [first = ''] = pipelinesOf(context);
    const graph = graphOf(context, first, { files: true });
    const files = graph.nodes.filter(({ kind }) => kind === 'file');
    const shared = files.find(({ outside }) => outside.needed_by > 0);
    const record = graph.nodes.flatMap(({ records }) => records).find(({ file }) => file === shared?.label);
    expect(shared?.outside.needed_by).toBe(record?.other_pipelines);
    const further = graphOf(context, first, { files: true, beyond: [shared?.id ?? ''] });
    expect(further.nodes.find(({ id }) => id === shared?.id)?.outside.needed_by).toBe(0);
    expect(new Set(further.nodes.map(({ manifest }) => manifest)).size).toBe(
      (record?.other_pipelines ?? 0) + 2,
    );
  });

  it('shows one branch with what is around it', () => {
    const context = fresh(scanned(fixtureWorkspace('branches-stacking')).index);
    for (const manifest of pipelinesOf(context)) {
      const size = complete(graphSize(context, manifest));
      for (const { branch, operators } of size?.parts ?? []) {
        const part = graphOf(context, manifest, { branch });
        expect(part.nodes.filter(({ kind }) => kind === 'operator')).toHaveLength(operators);
        expect(
          part.nodes.every((node) => node.branch.every((at, place) => (branch[place] ?? at) === at)),
        ).toBe(true);
      }
    }
  });

  it('is of no pipeline that is gone', () => {
    const context = fresh(scanned(fixtureWorkspace('corn')).index);
    expect(complete(pipelineGraph(context, { manifest: 'gone', ...PLAIN }))).toBe(null);
    expect(complete(graphSize(context, 'gone'))).toBe(null);
    expect(
      complete(
        aroundRecord(context, {
          key: recordKey({ manifest: 'gone', position: 0 }),
          hops: 1,
          direction: 'both',
          ...PLAIN,
        }),
      ),
    ).toBe(null);
  });
});

describe('what lies around a record', () => {
  it('is everything that it needs or that needs it, so many steps away', () => {
    const builder = new WorkspaceBuilder();
    const paths = Array.from({ length: 6 }, (_, at) =>
      builder.manifest(
        `runs/corn/000${at}_a_aaaaaa`,
        v3Manifest('corn', [item(`M${at}`, 1, at === 0 ? [] : [`M${at - 1}`])]),
      ),
    );
    const context = fresh(scanned(builder.root).index);
    const labels = (hops: number, direction: 'needs' | 'needed_by' | 'both'): string[] => {
      const key = recordKey({ manifest: paths[3] ?? '', position: 0 });
      const graph = complete(aroundRecord(context, { key, hops, direction, ...PLAIN }));
      return graph?.nodes.map(({ label, outside }) => `${label} ${outside.needs} ${outside.needed_by}`) ?? [];
    };
    expect(labels(0, 'both')).toEqual(['M3 1 1']);
    expect(labels(1, 'both')).toEqual(['M3 0 0', 'M2 1 0', 'M4 0 1']);
    expect(labels(2, 'needs')).toEqual(['M3 0 1', 'M2 0 0', 'M1 1 0']);
    expect(labels(100, 'needed_by')).toEqual(['M3 1 0', 'M4 0 0', 'M5 0 0']);
  });
});
