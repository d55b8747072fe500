import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAlways, often } from '../support/property.ts';
import { removeFolder } from '../support/temporary-folder.ts';
import { KINDS, Life, type Step } from './life.ts';

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom(
      ...KINDS,
      'run',
      'run',
      'run',
      'clean',
      'clean',
      'clean',
      'clean',
      'undo',
      'recover',
      'mend',
      'mount',
      'clean',
      'clean',
    ),
    numbers: fc.array(fc.nat({ max: 10_000 }), { minLength: 4, maxLength: 6 }),
    crashAt: fc.option(fc.nat({ max: 40 }), { freq: 2 }),
    isStopped: fc.boolean(),
  }),
  { minLength: 6, maxLength: 30, size: 'max' },
);

describe('any life of a workspace', () => {
  it('loses no file that a manifest needs, no bytes that were not emptied, and leaves no work that cannot be finished', () => {
    let done = 0;
    let crashes = 0;
    let stops = 0;
    expectAlways(
      fc.property(steps, (life) => {
        const one = new Life();
        try {
          for (const step of life) one.step(step);
          one.end();
        } finally {
          one.here.workspace.close();
          removeFolder(join(one.world.root, '..'));
        }
        done += one.done;
        crashes += one.crashes;
        stops += one.stops;
      }),
      often(60, 4000),
    );
    expect(done).toBeGreaterThan(100);
    expect(crashes).toBeGreaterThan(10);
    expect(stops).toBeGreaterThan(1);
  }, 3_600_000);
});
