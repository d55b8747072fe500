/**
 * The process that one run of a measurement gets: measure-once.ts run|prepare NAME WORKSPACE CACHE.
 * Prints the outcome as one line of JSON.
 */
import type { Outcome } from './measurement.ts';
import { FLOOR, MEASUREMENTS, STORE_FLOOR, STORE_MEASUREMENTS } from './measurements.ts';

/** What a process reports about its one run. */
export interface Run {
  readonly milliseconds: number;
  /** Highest resident memory of the process. */
  readonly peakBytes: number;
  readonly found: NonNullable<Outcome['found']>;
}

async function main(): Promise<void> {
  const [, , action, name, workspace, cache] = process.argv;
  const all = [FLOOR, STORE_FLOOR, ...MEASUREMENTS, ...STORE_MEASUREMENTS];
  const measurement = all.find((one) => one.name === name);
  if (measurement === undefined || workspace === undefined || cache === undefined) {
    throw new Error(`There is no measurement ${name}.`);
  }
  if (action === 'prepare') {
    await measurement.prepare?.(workspace, cache);
    return;
  }
  await measurement.load?.(workspace, cache);
  const start = performance.now();
  const outcome = (await measurement.run(workspace, cache)) ?? {};
  const elapsed = performance.now() - start;
  const run: Run = {
    milliseconds: outcome.milliseconds ?? elapsed,
    // Node gives kilobytes.
    peakBytes: process.resourceUsage().maxRSS * 1024,
    found: outcome.found ?? {},
  };
  process.stdout.write('\n' + JSON.stringify(run) + '\n');
}

if (import.meta.main) await main();
