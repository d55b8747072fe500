import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainRow, type ChainRow } from '../../renderer/views/chains/chain-row.ts';
import { loadPages, pagesUntil } from '../../renderer/views/chains/load-pages.ts';
import {
  NOTHING_SAID,
  OpenRows,
  withAllOpen,
  withOpen,
  withOpened,
  type OpenState,
} from '../../renderer/views/chains/open-state.ts';
import { operatorKey, operatorPipelineKey, operatorRows } from '../../renderer/views/chains/operator-rows.ts';
import { pipelineKey, runRows } from '../../renderer/views/chains/run-rows.ts';
import { settledRows } from '../../renderer/views/chains/settled-rows.ts';
import { inputsName, wayRows, wayTo } from '../../renderer/views/chains/way-rows.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import type { OperatorPipeline, OperatorRow } from '../../shared/api/chains/operators.ts';
import type { Pipeline } from '../../shared/api/pipelines/pipelines.ts';
import type { DatasetRuns } from '../../shared/api/pipelines/runs.ts';
import type { PipelineWay, PipelineWayNode } from '../../shared/api/chains/way.ts';
import { expectAlways, often } from '../support/property.ts';

const keyAt = (position: number) => asRecordKey(`runs/r/p/manifest.yaml#${position}`);

const SUMS = { records: 1, files: 1, size_bytes: 10, exclusive_bytes: 4, missing: 0 };

/** A way of nodes, each below an earlier one; folds and inputs as the numbers say. */
const wayOf = (plan: readonly { parent: number | null; folds: number; inputs: number }[]): PipelineWay => {
  let position = 0;
  const nodes = plan.map(({ parent, folds, inputs }, id): PipelineWayNode => {
    const above = parent === null || id === 0 ? null : parent % id;
    return {
      ...SUMS,
      id,
      parent: above,
      inputs: Array.from({ length: Math.min(inputs, id) }, (_, at) => at),
      input_count: Math.min(inputs, id),
      depends: true,
      step: id + 1,
      class: `C${id}`,
      type: 'transform',
      role: 'features',
      artifact_type: 'transformer',
      branch: [],
      substep: null,
      source: null,
      inferred: false,
      folds: Array.from({ length: folds }, (_, fold) => ({
        key: keyAt(position++),
        fold: folds > 1 ? fold : null,
        size_bytes: 5,
        exclusive_bytes: 5,
        state: 'present' as const,
        created_at: null,
      })),
    };
  });
  return { manifest: 'runs/r/p/manifest.yaml', traced: true, nodes };
};

const anyWay = fc
  .array(fc.record({ parent: fc.option(fc.nat()), folds: fc.nat(4), inputs: fc.nat(3) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(wayOf);

const open = (state: OpenState): OpenRows => new OpenRows(state, () => 1000);

/** Each row is one level below the row above it in the tree, and no key comes twice. */
function expectTree(rows: readonly ChainRow[], top: number): void {
  let level = top - 1;
  for (const row of rows) {
    expect(row.level).toBeLessThanOrEqual(level + 1);
    expect(row.level).toBeGreaterThanOrEqual(top);
    level = row.level;
  }
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  for (const [at, row] of rows.entries()) {
    const below = rows[at + 1];
    if (below !== undefined && below.level > row.level) expect(row.isOpen).toBe(true);
    if (row.isOpen === null) expect(below === undefined || below.level <= row.level).toBe(true);
  }
}

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

describe('what is open', () => {
  it('is what was said last, and deep only below', () => {
    let state = withOpen(NOTHING_SAID, 'a/b', false, false);
    expect(open(state).isOpen('a/b', 2, true, true)).toBe(false);
    state = withOpen(state, 'a', true, true);
    expect(open(state).isOpen('a/b', 2, true, false)).toBe(true);
    expect(open(state).isDeep('a', false)).toBe(true);
    state = withOpen(state, 'a', false, false);
    expect(open(state).isDeep('a', false)).toBe(false);
  });

  it('has a limit for each level where one key opens many, over all that comes in', () => {
    const deep = withOpen(NOTHING_SAID, 'top', true, true);
    const first = new OpenRows(deep, () => 2);
    expect(first.isOpen('b', 1, true, false)).toBe(true);
    const rows = new OpenRows(withOpened(deep, first.opened, false), () => 2);
    expect(['a', 'b', 'c'].map((key) => rows.isOpen(key, 1, true, false))).toEqual([true, true, false]);
    expect(rows.isOpen('d', 1, true, true)).toBe(true);
    expect(rows.isOpen('e', 2, true, false)).toBe(true);
    expect(rows.opened.map(({ key }) => key)).toEqual(['a', 'e']);
  });

  it('stays as it is when nothing was opened', () => {
    const state = withOpen(NOTHING_SAID, 'a', true, false);
    expect(withOpened(state, [], true)).toBe(state);
    expect(withOpened(state, [], false)).toBe(state);
  });
});

describe('the rows that are drawn', () => {
  const row = (key: string, kind: ChainRow['kind']): ChainRow => chainRow({ key, level: 1, kind, name: key });
  const old = { list: 'old', rows: [row('a', 'run')] };

  it('stay until those of another list are all there', () => {
    expect(settledRows(old, 'new', null)).toBe(old);
    expect(settledRows(old, 'new', [row('b', 'run'), row('…', 'waiting')])).toBe(old);
    const next = [row('b', 'run')];
    expect(settledRows(old, 'new', next)).toEqual({ list: 'new', rows: next });
    expect(settledRows(old, 'new', [])).toEqual({ list: 'new', rows: [] });
  });

  it('show at once what is opened in the same list, and the first ones', () => {
    const next = [row('a', 'run'), row('…', 'waiting')];
    expect(settledRows(old, 'old', next)?.rows).toBe(next);
    expect(settledRows(null, 'old', next)?.rows).toBe(next);
    expect(settledRows(null, 'old', null)).toBeNull();
    expect(settledRows(old, 'old', null)).toBe(old);
  });
});

describe('equal operators', () => {
  const operator = (id: string, children: number): OperatorRow => ({
    ...SUMS,
    id,
    kind: 'operator',
    name: id,
    type: 'transform',
    role: 'features',
    artifact_type: 'transformer',
    parameters: '{"n_components":4}',
    inputs: null,
    inferred: false,
    pipelines: 2,
    children,
  });

  const of = (manifest: string): OperatorPipeline => ({
    ...SUMS,
    manifest,
    pipeline_id: 'p',
    run: 'r',
    dataset: 'corn',
    first_record: keyAt(4),
  });

  it('open by themselves where a filter found little, and never down to pipelines', () => {
    const known = (siblings: number) => ({
      below: (parent: string | null) => {
        const depth = parent === null ? 0 : parent.split('.').length;
        const rows = Array.from({ length: siblings }, (_, at) =>
          operator(`${parent ?? 'o'}.${at}`, depth < 3 ? siblings : 0),
        );
        return { data: { rows, total: siblings } };
      },
      pipelinesOf: () => null,
    });
    const few = operatorRows(NOTHING_SAID, known(2), { datasets: true, found: true });
    expect(few.rows).toHaveLength(2 + 4 + 8);
    expect(few.operators).toEqual([]);
    const many = operatorRows(NOTHING_SAID, known(30), { datasets: true, found: true });
    expect(many.rows).toHaveLength(30);
    expect(operatorRows(NOTHING_SAID, known(2), { datasets: true, found: false }).rows).toHaveLength(2);
  });

  it('say their parameters and how many inputs they take, each where there are some', () => {
    const qualifier = (parameters: string | null, inputs: OperatorRow['inputs']) =>
      operatorRows(
        NOTHING_SAID,
        {
          below: () => ({ data: { rows: [{ ...operator('Ridge', 0), parameters, inputs }], total: 1 } }),
          pipelinesOf: () => null,
        },
        { datasets: true, found: false },
      ).rows[0]?.qualifier;
    const two = { count: 2, first: 'PLS' };
    expect(qualifier('{"alpha":1}', two)).toBe('alpha: 1 · 2 inputs: PLS and 1 more');
    expect(qualifier('{}', two)).toBe('2 inputs: PLS and 1 more');
    expect(qualifier(null, null)).toBe('');
  });

  it('open to what is below, and a last one to its pipelines', () => {
    const known = {
      below: (parent: string | null) =>
        parent === null
          ? { data: { rows: [{ ...operator('corn', 1), kind: 'dataset' as const }], total: 1 } }
          : { data: { rows: [operator('PLS', 0)], total: 600 } },
      pipelinesOf: () => ({ data: { rows: [of('runs/r/p/manifest.yaml')], total: 1 } }),
    };
    const shut = { datasets: true, found: false };
    const first = operatorRows(NOTHING_SAID, known, shut);
    expect(first.rows.map(({ kind, name, qualifier }) => [kind, name, qualifier])).toEqual([
      ['dataset', 'corn', ''],
      ['operator', 'PLS', 'n_components: 4'],
      ['more', 'Show 500 more of 599', ''],
    ]);
    expect(first.operators).toEqual([]);
    const key = first.rows[1]?.key ?? '';
    expect(key).toBe(operatorKey(['corn', 'PLS']));
    const second = operatorRows(withOpen(NOTHING_SAID, key, true, false), known, shut);
    expect(second.operators).toEqual(['PLS']);
    expect(second.rows[2]?.key).toBe(operatorPipelineKey(key, 'runs/r/p/manifest.yaml'));
    expect(second.rows[2]?.selection).toEqual({ kind: 'record', key: keyAt(4) });
    expectTree(second.rows, 1);
  });
});

describe('pages of siblings', () => {
  it('are loaded one after another, and no further than asked', async () => {
    const asked: (string | undefined)[] = [];
    const ask = async ({ after }: { after?: string }) => {
      asked.push(after);
      const at = after === undefined ? 0 : Number(after);
      return { total: 7, next: at < 4 ? String(at + 2) : null, rows: [at, at + 1] };
    };
    expect(await loadPages(2, ask, ({ rows }) => rows)).toEqual({ rows: [0, 1, 2, 3], total: 7 });
    expect(await loadPages(9, ask, ({ rows }) => rows)).toEqual({ rows: [0, 1, 2, 3, 4, 5], total: 7 });
    expect(asked).toEqual([undefined, '2', undefined, '2', '4']);
  });

  it('are counted up to the one that holds a row', async () => {
    const ask = async ({ after }: { after?: string }) => {
      const at = after === undefined ? 0 : Number(after);
      return { total: 7, next: at < 4 ? String(at + 2) : null, rows: [at, at + 1] };
    };
    const until = (sought: number) =>
      pagesUntil(
        ask,
        ({ rows }) => rows,
        (row) => row === sought,
      );
    expect([await until(0), await until(3), await until(5), await until(9)]).toEqual([1, 2, 3, null]);
  });
});
