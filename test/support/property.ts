import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { budgetOf, timeFor } from './budget.ts';

/** How often a property is tried. */
export interface Counts {
  /** In each run, whatever time that takes: a budget never hides that nothing ran. */
  readonly normal: number;
  /** In a soak, and in CI as far as the property's share of time goes. */
  readonly soak: number;
}

/** What became of a property: a line of the file that STEMMA_TEST_PROPERTIES names, which `build/property-report.mjs` reads. */
export interface PropertyRecord {
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  readonly wanted: number;
  readonly seconds: number;
}

/** How often, for {@link expectAlways}. */
export function often(normal: number, soak: number): Counts {
  return { normal, soak };
}

/** What to try, given what was tried before; null for no more. */
type Part = (done: number, passedMs: number) => fc.Parameters<unknown> | null;

/** First the normal count, then as many as there is time for, of another seed: the same would only repeat the first. */
function partsOf({ normal, soak }: Counts): { parts: readonly Part[]; wanted: number } {
  const { seed } = fc.readConfigureGlobal();
  if (seed === undefined) throw new Error('setup.ts chose no seed.');
  const first: Part = () => ({ seed, numRuns: normal });
  const budget = budgetOf(process.env);
  if (budget === null || soak <= normal) return { parts: [first], wanted: normal };
  const rest: Part = (done, passedMs) => {
    const milliseconds = timeFor(budget, Date.now(), passedMs);
    if (milliseconds <= 0) return null;
    return {
      seed: ~seed,
      numRuns: soak - done,
      markInterruptAsFailure: false,
      ...(Number.isFinite(milliseconds) ? { interruptAfterTimeLimit: milliseconds } : {}),
    };
  };
  return { parts: [first, rest], wanted: soak };
}

/** fast-check's own words, and how to see it again. */
function failure<Values>(details: fc.RunDetails<Values>): Error {
  const file = (expect.getState().testPath ?? '').replace(/^.*[/\\]test[/\\]/, 'test/').replaceAll('\\', '/');
  const { seed } = fc.readConfigureGlobal();
  const again = `Again: STEMMA_TEST_SEED=${seed} npm test -- ${file}`;
  // The second part comes only where there is time for more than the normal count.
  const how = details.seed === seed ? again : `${again}, with CI=1 or as npm run test:soak -- --seed ${seed}`;
  return new Error(`${fc.defaultReportMessage(details)}\n\n${how}`, { cause: details.errorInstance });
}

function checked<Values>(details: fc.RunDetails<Values>): number {
  // Out of time before the first of the rest: the normal count was done before.
  const isOutOfTime = details.interrupted && details.counterexample === null;
  if (details.failed && !isOutOfTime) throw failure(details);
  return details.numRuns;
}

function record(runs: number, wanted: number, passedMs: number): void {
  const name = expect.getState().currentTestName ?? '';
  const { seed = 0 } = fc.readConfigureGlobal();
  const line: PropertyRecord = { name, seed, runs, wanted, seconds: passedMs / 1000 };
  const file = process.env['STEMMA_TEST_PROPERTIES'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
  else if (runs < wanted) process.stderr.write(`${name}: ${runs} of ${wanted} runs in its time.\n`);
}

/**
 * Holds a property to its normal count, whatever time that takes; in CI and in a soak it goes on for as long as its share of
 * time lasts. What could not be done is said at the end of the run.
 */
export function expectAlways<Values>(property: fc.IProperty<Values>, counts: Counts): void {
  const { parts, wanted } = partsOf(counts);
  const started = performance.now();
  let done = 0;
  for (const part of parts) {
    const parameters = part(done, performance.now() - started);
    if (parameters !== null) done += checked(fc.check(property, parameters as fc.Parameters<Values>));
  }
  expect(done).toBeGreaterThanOrEqual(counts.normal);
  record(done, wanted, performance.now() - started);
}

/** As {@link expectAlways}, of a property that waits. */
export async function expectAlwaysAsync<Values>(
  property: fc.IAsyncProperty<Values>,
  counts: Counts,
): Promise<void> {
  const { parts, wanted } = partsOf(counts);
  const started = performance.now();
  let done = 0;
  for (const part of parts) {
    const parameters = part(done, performance.now() - started);
    if (parameters !== null) done += checked(await fc.check(property, parameters as fc.Parameters<Values>));
  }
  expect(done).toBeGreaterThanOrEqual(counts.normal);
  record(done, wanted, performance.now() - started);
}
