import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root as checkout } from '../../../../build/paths.mjs';
import { Variants, type PipelineScores } from '../../../../electron/registry/layouts/store/read/beaten.ts';
import { expectAlways, often } from '../../../support/property.ts';

interface Variant {
  readonly name: string;
  readonly dataset: string;
  readonly runId: string;
  readonly metric: string;
  /** Null for no folds, undefined where its predictions are gone. */
  readonly scores: readonly number[] | null | undefined;
}

const told = ({ scores }: Variant): PipelineScores | undefined =>
  scores === undefined
    ? undefined
    : {
        predictions: 3,
        validation: scores === null ? null : [Math.min(...scores), Math.max(...scores)],
      };

function beaten(all: readonly Variant[]): boolean[] {
  const variants = new Variants();
  return all.map((variant, at) =>
    variants.isBeaten({ ...variant, pipelineId: String(at), status: null, createdAt: null }, told(variant)),
  );
}

/** What the library decides as it runs, written down the way it is there. */
function discarded(all: readonly Variant[], isHigherBetter: boolean): boolean[] {
  let best: number | null = null;
  return all.map(({ scores }) => {
    if (scores === null || scores === undefined) return false;
    const score = isHigherBetter ? Math.max(...scores) : Math.min(...scores);
    if (best === null || (isHigherBetter ? score > best : score < best)) {
      best = score;
      return false;
    }
    return true;
  });
}

const one = (more: Partial<Variant>): Variant => ({
  name: 'a',
  dataset: 'corn',
  runId: 'r',
  metric: 'rmse',
  scores: [1],
  ...more,
});

const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });

/** What `record.py` beside it recorded of one pipeline; `discarded` is null for what was fitted again. */
interface Recorded {
  readonly name: string;
  readonly dataset: string;
  readonly metric: string;
  readonly run: number;
  readonly validation: readonly [number, number] | null;
  readonly discarded: boolean | null;
}

const RECORDED = JSON.parse(
  readFileSync(join(checkout, 'test', 'fixtures', 'store-variants', 'variants.json'), 'utf8'),
) as Readonly<Record<string, readonly Recorded[]>>;

describe('Variants of a run', () => {
  it.each(['0.9.4', '1.4.10'])('are those that nirs4all %s discarded', (version) => {
    const recorded = RECORDED[version] ?? [];
    const all = recorded.map(({ run, validation, ...row }) =>
      one({ ...row, runId: String(run), scores: validation }),
    );
    expect(beaten(all)).toEqual(recorded.map(({ discarded: is }) => is === true));
    expect(recorded.filter(({ discarded: is }) => is === true).length).toBeGreaterThan(20);
    expect(recorded.filter(({ discarded: is }) => is === false).length).toBeGreaterThan(20);
  });

  it.each(['rmse', 'R2', 'accuracy', 'made_up'])('are discarded by %s as the library does it', (metric) => {
    expectAlways(
      fc.property(fc.array(fc.option(scores), { maxLength: 9 }), (all) => {
        const variants = all.map((own) => one({ metric, scores: own }));
        expect(beaten(variants)).toEqual(discarded(variants, metric === 'R2' || metric === 'accuracy'));
      }),
      often(200, 5000),
    );
  });

  it('are never beaten by those of another run or dataset, nor by what was fitted again', () => {
    expect(beaten([one({ scores: [1] }), one({ scores: [2] }), one({ scores: [3], runId: 's' })])).toEqual([
      false,
      true,
      false,
    ]);
    expect(beaten([one({ scores: [1] }), one({ scores: [3], dataset: 'rye' })])).toEqual([false, false]);
    // Several pipelines of one run, each with its own variants.
    const named = ['x_p0_0a1b2c3d', 'x_p0_9e8f7a6b', 'x_p1_0a1b2c3d', 'x_p1_9e8f7a6b'];
    expect(beaten(named.map((name, at) => one({ name, scores: [at] })))).toEqual([false, true, false, true]);
    expect(beaten([one({ name: 'a_refit', scores: [0] }), one({ scores: [3] })])).toEqual([false, false]);
    expect(beaten([one({ scores: [1] }), one({ name: 'a_refit', scores: [3] })])).toEqual([false, false]);
  });

  it('may have been beaten where scores are gone, but the first was not', () => {
    const gone = one({ scores: undefined });
    expect(beaten([gone, one({ scores: [1] }), gone])).toEqual([false, true, true]);
    expect(beaten([one({ scores: [2] }), one({ scores: [1] }), gone, one({ scores: [0] })])).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
