import fc from 'fast-check';
import { expect } from 'vitest';
import { type ChainRow } from '../../renderer/views/chains/chain-row.ts';
import { OpenRows, type OpenState } from '../../renderer/views/chains/open-state.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import type { PipelineWay, PipelineWayNode } from '../../shared/api/chains/way.ts';

export const keyAt = (position: number) => asRecordKey(`runs/r/p/manifest.yaml#${position}`);

export const SUMS = { records: 1, files: 1, size_bytes: 10, exclusive_bytes: 4, missing: 0, unwritten: 0 };

/** A way of nodes, each below an earlier one; folds and inputs as the numbers say. */
export const wayOf = (
  plan: readonly { parent: number | null; folds: number; inputs: number }[],
): PipelineWay => {
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
        unwritten: false,
        created_at: null,
      })),
    };
  });
  return { manifest: 'runs/r/p/manifest.yaml', traced: true, nodes };
};

export const anyWay = fc
  .array(fc.record({ parent: fc.option(fc.nat()), folds: fc.nat(4), inputs: fc.nat(3) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(wayOf);

export const open = (state: OpenState): OpenRows => new OpenRows(state, () => 1000);

/** Each row is one level below the row above it in the tree, and no key comes twice. */
export function expectTree(rows: readonly ChainRow[], top: number): void {
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
