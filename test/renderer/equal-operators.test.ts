import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, withOpen } from '../../renderer/views/chains/open-state.ts';
import { operatorKey, operatorPipelineKey, operatorRows } from '../../renderer/views/chains/operator-rows.ts';
import type { OperatorPipeline, OperatorRow } from '../../shared/api/chains/operators.ts';
import { SUMS, expectTree, keyAt } from './chain-rows.ts';

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
    first_record: keyAt(2),
    children,
  });

  const of = (manifest: string): OperatorPipeline => ({
    ...SUMS,
    manifest,
    pipeline_id: 'p',
    pipeline_name: null,
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

  it('lead to the graph by the first record of their own, which they don’t inspect', () => {
    const drawnOf = (row: OperatorRow) =>
      operatorRows(
        NOTHING_SAID,
        { below: () => ({ data: { rows: [row], total: 1 } }), pipelinesOf: () => null },
        { datasets: true, found: false },
      ).rows.map(({ drawn, selection }) => ({ drawn, selection }));
    expect(drawnOf(operator('Ridge', 0))).toEqual([
      { drawn: { kind: 'record', key: keyAt(2) }, selection: null },
    ]);
    expect(drawnOf({ ...operator('KFold', 0), first_record: null })).toEqual([
      { drawn: null, selection: null },
    ]);
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
