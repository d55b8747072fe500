/** Whether this is `npm run test:long`, which runs the full counts. */
export const isLongRun = process.env['STEMMA_TEST_LONG'] === '1';

/** Picks a count of property runs: `normal` in `npm test`, `long` in `npm run test:long`. */
export function runs(normal: number, long: number): number {
  return isLongRun ? long : normal;
}

/** Whether something is left to the long run, which is said. */
export function isLeftToLongRun(what: string): boolean {
  if (isLongRun) return false;
  process.stderr.write(`Skipped: ${what}, which npm run test:long has.\n`);
  return true;
}
