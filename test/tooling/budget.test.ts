import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeProperties, readPropertyRecords } from '../../build/property-report.mjs';
import { budgetOf, isTimeUp, timeFor } from '../support/budget.ts';
import { expectAlways, expectAlwaysAsync, often } from '../support/property.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NAMES = ['CI', 'STEMMA_TEST_SOAK', 'STEMMA_TEST_UNTIL', 'STEMMA_TEST_SHARE_MS'] as const;

let file: string;

beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, undefined);
  file = join(temporaryFolder(), 'properties.jsonl');
  vi.stubEnv('STEMMA_TEST_PROPERTIES', file);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const records = () => readPropertyRecords(readFileSync(file, 'utf8'));

/** A property that counts how often it was tried. */
function counting(): { property: fc.IProperty<[n: number]>; count: () => number } {
  let count = 0;
  const property = fc.property(fc.nat(), (_value) => {
    count += 1;
  });
  return { property, count: () => count };
}

describe('what a property may take', () => {
  it('is its normal count at a desk', () => {
    expect(budgetOf({})).toBeNull();
    expect(budgetOf({ CI: '' })).toBeNull();
    const { property, count } = counting();
    expectAlways(property, often(50, 5000));
    expect(count()).toBe(50);
    expect(records()).toMatchObject([{ runs: 50, wanted: 50 }]);
  });

  it('is a share of the time in CI, after its normal count', () => {
    vi.stubEnv('CI', 'true');
    const { property, count } = counting();
    expectAlways(property, often(50, 400));
    expect(count()).toBe(400);
    expect(timeFor({ shareMs: 12_000, untilMs: Number.POSITIVE_INFINITY }, 0, 11_000)).toBe(1000);
    expect(timeFor({ shareMs: 12_000, untilMs: 5000 }, 4900, 1000)).toBe(100);
    expect(timeFor({ shareMs: 12_000, untilMs: 5000 }, 6000, 1000)).toBe(0);
  });

  it('never cuts the normal count, and says what it cut', () => {
    vi.stubEnv('STEMMA_TEST_SOAK', '1');
    vi.stubEnv('STEMMA_TEST_SHARE_MS', '0');
    const { property, count } = counting();
    expectAlways(property, often(50, 100_000));
    expect(count()).toBe(50);
    expect(records()).toMatchObject([{ runs: 50, wanted: 100_000 }]);
    expect(describeProperties(records())).toEqual([
      expect.stringMatching(/^Properties: 1, 50 runs in 0 s, seed -?\d+\.$/),
      'Fewer runs than asked for, because their time was up:',
      '  50 of 100,000: what a property may take > never cuts the normal count, and says what it cut',
    ]);
  });

  it('ends in the middle of the rest', async () => {
    vi.stubEnv('STEMMA_TEST_SOAK', '1');
    vi.stubEnv('STEMMA_TEST_SHARE_MS', '30');
    let count = 0;
    const waiting = fc.asyncProperty(fc.nat(), async () => {
      count += 1;
      await new Promise((resolve) => void setTimeout(resolve, 5));
    });
    await expectAlwaysAsync(waiting, often(2, 100_000));
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThan(100_000);
    expect(records()).toMatchObject([{ wanted: 100_000 }]);
  });

  it('may end before the rest begins', () => {
    vi.stubEnv('STEMMA_TEST_SOAK', '1');
    vi.stubEnv('STEMMA_TEST_SHARE_MS', '40');
    let isFirst = true;
    const slow = fc.property(fc.nat(), () => {
      // The normal count takes all but a moment of the time; then comes a pause.
      const until = performance.now() + (isFirst ? 35 : 0);
      isFirst = false;
      while (performance.now() < until);
    });
    for (let turn = 0; turn < 10; turn += 1) {
      isFirst = true;
      expectAlways(slow, often(1, 100_000_000));
    }
    expect(records()).toHaveLength(10);
  });

  it('draws something else in the rest', () => {
    vi.stubEnv('CI', 'true');
    const seen: number[] = [];
    expectAlways(
      fc.property(fc.noBias(fc.nat()), (value) => void seen.push(value)),
      often(20, 40),
    );
    expect(new Set(seen).size).toBeGreaterThan(35);
  });

  it('is over when that of the soak is', () => {
    expect(isTimeUp({})).toBe(false);
    expect(isTimeUp({ STEMMA_TEST_UNTIL: String(Date.now() + 60_000) })).toBe(false);
    expect(isTimeUp({ STEMMA_TEST_UNTIL: String(Date.now() - 1) })).toBe(true);
  });
});

describe('a property that does not hold', () => {
  const odd = fc.property(fc.nat(), (value) => value < 500);

  it('says how to see it again', () => {
    expect(() => expectAlways(odd, often(200, 200))).toThrow(
      /Counterexample: \[500\][^]*STEMMA_TEST_SEED=-?\d+ npm test -- test\/tooling\/budget\.test\.ts$/,
    );
  });

  it('says so too where it fails beyond the normal count', () => {
    vi.stubEnv('CI', 'true');
    let count = 0;
    const later = fc.property(fc.nat(), () => {
      count += 1;
      return count <= 20;
    });
    expect(() => expectAlways(later, often(20, 40))).toThrow(/with CI=1/);
  });

  it('fails where it waits, too', async () => {
    const waiting = fc.asyncProperty(fc.nat(), async (value) => Promise.resolve(value < 500));
    await expect(expectAlwaysAsync(waiting, often(200, 200))).rejects.toThrow(/Counterexample/);
  });
});
