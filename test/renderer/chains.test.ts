import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, withAllOpen, withOpen, withOpened } from '../../renderer/views/chains/open-state.ts';
import { pipelineKey, runRows } from '../../renderer/views/chains/run-rows.ts';
import { inputsName, wayRows, wayTo } from '../../renderer/views/chains/way-rows.ts';
import type { Pipeline } from '../../shared/api/pipelines/pipelines.ts';
import type { DatasetRuns } from '../../shared/api/pipelines/runs.ts';
import { expectAlways, often } from '../support/property.ts';
import { SUMS, anyWay, expectTree, keyAt, open, wayOf } from './chain-rows.ts';

describe('the operators of a pipeline', () => {
  it('are a tree in which every record can be found, however they hang together', () => {
    expectAlways(
      fc.property(anyWay, (way) => {
        const pipeline = { key: 'p', level: 3, max: 10, isDeep: false };
        expectTree(wayRows(way, pipeline, open(NOTHING_SAID)), 4);
        for (const { key: record } of way.nodes.flatMap(({ folds }) => folds)) {
          const found = wayTo(way, 'p', record);
          if (found === null) throw new Error(`No way to ${record}`);
          const rows = wayRows(way, pipeline, open(withAllOpen(NOTHING_SAID, found.open)));
          const row = rows.find(({ key }) => key === found.key);
          expect(row?.selection).toEqual({ kind: 'record', key: record });
        }
        expect(wayTo(way, 'p', keyAt(999))).toBeNull();
      }),
      often(200, 3000),
    );
  });

  it('show their folds only when asked, and then all of them', () => {
    const way = wayOf([
      { parent: null, folds: 1, inputs: 0 },
      { parent: 0, folds: 5, inputs: 0 },
    ]);
    const pipeline = { key: 'p', level: 3, max: 10, isDeep: false };
    expect(wayRows(way, pipeline, open(NOTHING_SAID)).map(({ name }) => name)).toEqual(['C0', 'C1']);
    // A click on several opens them; in the graph they are one node, which any of them shows.
    const [, several] = wayRows(way, pipeline, open(NOTHING_SAID));
    expect(several?.selection).toBeNull();
    expect(several?.drawn).toEqual({ kind: 'record', key: way.nodes[1]?.folds[0]?.key });
    const all = wayRows(way, { ...pipeline, isDeep: true }, open(NOTHING_SAID));
    expect(all.map(({ name }) => name)).toEqual([
      'C0',
      'C1',
      'fold 0',
      'fold 1',
      'fold 2',
      'fold 3',
      'fold 4',
    ]);
  });

  it('stand under a row that names their inputs', () => {
    expect(inputsName(3, 'PLSRegression')).toBe('3 inputs: PLSRegression and 2 more');
    const way = wayOf([
      { parent: null, folds: 1, inputs: 0 },
      { parent: null, folds: 1, inputs: 0 },
      { parent: null, folds: 1, inputs: 2 },
    ]);
    const rows = wayRows(way, { key: 'p', level: 0, max: 10, isDeep: false }, open(NOTHING_SAID));
    expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'operator C0',
      'operator C1',
      'inputs 2 inputs: C0 and 1 more',
      'operator C2',
    ]);
  });
});

const pipeline = (run: string, at: number): Pipeline => ({
  manifest: `runs/${run}/p${at}/manifest.yaml`,
  pipeline_id: `p${at}`,
  run,
  dataset: 'corn',
  name: null,
  uid: null,
  state: 'complete',
  records: 1,
  files: 1,
  stored_bytes: at,
  exclusive_bytes: at,
  created_at: null,
  missing: 0,
  unwritten: 0,
  layout: 'v3',
});

const datasets: readonly DatasetRuns[] = [
  {
    ...SUMS,
    dataset: 'corn',
    pipelines: 3,
    created_at: null,
    runs: ['one', 'two'].map((run) => ({ ...SUMS, run, pipelines: 3, created_at: null })),
  },
];

describe('runs', () => {
  const known = {
    pipelinesOf: ({ run }: { run: string }) => ({
      data: { rows: [1, 2, 3].map((at) => pipeline(run, at)), total: 900 },
    }),
    wayOf: () => ({ data: wayOf([{ parent: null, folds: 1, inputs: 0 }]) }),
  };
  const shut = { datasets: false, runs: false, pipelines: false };
  const runsOpen = { datasets: true, runs: true, pipelines: false };

  it('are asked for as far as they are open', () => {
    const closed = runRows(datasets, NOTHING_SAID, known, shut);
    expect(closed.rows.map(({ kind }) => kind)).toEqual(['dataset']);
    expect(closed.runs).toEqual([]);
    const usual = runRows(datasets, NOTHING_SAID, known, runsOpen);
    expect(usual.runs.map(({ run }) => run)).toEqual(['one', 'two']);
    expect(usual.manifests).toEqual([]);
    expectTree(usual.rows, 1);
    expect(usual.rows.find(({ kind }) => kind === 'more')?.name).toBe('Show 500 more of 897');
  });

  it('are shown 500 at a time', () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({
      ...SUMS,
      run: `r${at}`,
      pipelines: 1,
      created_at: null,
    }));
    const tree = datasets.map((dataset) => ({ ...dataset, runs: many }));
    const usual = { datasets: true, runs: false, pipelines: false };
    const of = (pages: number): readonly string[] => {
      const { rows } = runRows(tree, NOTHING_SAID, known, usual, () => pages);
      expectTree(rows, 1);
      return [
        `${rows.filter(({ kind }) => kind === 'run').length} runs`,
        ...rows.filter(({ kind }) => kind === 'more').map(({ name }) => name),
      ];
    };
    expect(of(1)).toEqual(['500 runs', 'Show 500 more of 700']);
    expect(of(2)).toEqual(['1000 runs', 'Show 200 more of 200']);
    expect(of(3)).toEqual(['1200 runs']);
  });

  it('open with all below them, down to the folds', () => {
    const [top] = runRows(datasets, NOTHING_SAID, known, shut).rows;
    const all = runRows(datasets, withOpen(NOTHING_SAID, top?.key ?? '', true, true), known, shut);
    expect(all.manifests).toHaveLength(6);
    expect(all.rows.filter(({ kind }) => kind === 'operator')).toHaveLength(6);
    expectTree(all.rows, 1);
  });

  it('wait where nothing is known yet', () => {
    const nothing = { pipelinesOf: () => null, wayOf: () => null };
    const { rows } = runRows(datasets, NOTHING_SAID, nothing, runsOpen);
    expect(rows.filter(({ kind }) => kind === 'waiting')).toHaveLength(2);
  });

  it('say why what is below can’t be had', () => {
    const gone = { ...known, wayOf: () => ({ problem: 'No longer there.' }) };
    const { rows } = runRows(datasets, NOTHING_SAID, gone, { ...runsOpen, pipelines: true });
    expect(rows.filter(({ kind }) => kind === 'problem').map(({ name }) => name)).toEqual(
      Array.from({ length: 6 }, () => 'No longer there.'),
    );
    expectTree(rows, 1);
  });

  it('close nothing that is open when more comes in, in whatever order', () => {
    const many = ['a', 'b', 'c', 'd'].map((run) => ({ ...SUMS, run, pipelines: 90, created_at: null }));
    const tree = datasets.map((dataset) => ({ ...dataset, runs: many }));
    expectAlways(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }), (order) => {
        const [top] = runRows(tree, NOTHING_SAID, known, shut).rows;
        let state = withOpen(NOTHING_SAID, top?.key ?? '', true, true);
        let before: readonly string[] = [];
        for (let step = 0; step <= order.length * 2; step += 1) {
          const there = new Set(order.slice(0, Math.floor(step / 2)));
          const made = runRows(
            tree,
            state,
            {
              ...known,
              pipelinesOf: ({ run }) =>
                there.has(run)
                  ? { data: { rows: Array.from({ length: 90 }, (_, at) => pipeline(run, at)), total: 90 } }
                  : null,
            },
            shut,
          );
          const now = made.rows.filter(({ isOpen }) => isOpen === true).map(({ key }) => key);
          expect(now).toEqual(expect.arrayContaining([...before]));
          before = now;
          state = withOpened(state, made.opened, made.opened.length === 0 && there.size === order.length);
        }
        expect(before.filter((key) => /^[^/]*\/r:[^/]*\/p:[^/]*$/.test(key))).toHaveLength(200);
        expect(state.deep.size).toBe(0);
      }),
      often(10, 100),
    );
  });

  it('are told apart by their keys, whatever they are called', () => {
    expectAlways(
      fc.property(fc.array(fc.string(), { minLength: 6, maxLength: 6 }), (names) => {
        fc.pre(names.every((name) => name.isWellFormed()));
        const [a = '', b = '', c = '', d = '', e = '', f = ''] = names;
        const same = a === d && b === e && c === f;
        expect(pipelineKey(a, b, c) === pipelineKey(d, e, f)).toBe(same);
      }),
      often(300, 5000),
    );
  });
});
