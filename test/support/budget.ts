/** What a property may take beyond its normal count. */
export interface Budget {
  /** Milliseconds of this property alone; infinity for no limit. */
  readonly shareMs: number;
  /** When the whole run is to end, in milliseconds since 1970; infinity for never. */
  readonly untilMs: number;
}

/** Some 40 properties with 12 s each make the 8 minutes that all may take in CI. */
const SHARE_IN_CI_MS = 12_000;

function numberOf(text: string | undefined): number {
  return text === undefined || text === '' ? Number.POSITIVE_INFINITY : Number(text);
}

/** Whether a machine of its own runs the tests, which has more time than somebody who waits. */
export function isInCi(env: NodeJS.ProcessEnv): boolean {
  return env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
}

/** Null where the normal counts are all: `npm test` on a desk. CI goes on for a while, a soak to its counts or its end. */
export function budgetOf(env: NodeJS.ProcessEnv): Budget | null {
  if (env['STEMMA_TEST_SOAK'] === '1') {
    const untilMs = numberOf(env['STEMMA_TEST_UNTIL']);
    return { shareMs: numberOf(env['STEMMA_TEST_SHARE_MS']), untilMs };
  }
  return isInCi(env) ? { shareMs: SHARE_IN_CI_MS, untilMs: Number.POSITIVE_INFINITY } : null;
}

/** Milliseconds that are left to a property that has taken some; 0 for none. */
export function timeFor({ shareMs, untilMs }: Budget, nowMs: number, passedMs: number): number {
  return Math.max(0, Math.ceil(Math.min(shareMs - passedMs, untilMs - nowMs)));
}

/** Whether the run is to end: a soak that was given a number of minutes. */
export function isTimeUp(env: NodeJS.ProcessEnv = process.env): boolean {
  return Date.now() >= numberOf(env['STEMMA_TEST_UNTIL']);
}
