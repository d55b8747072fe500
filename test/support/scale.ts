import { isInCi } from './budget.ts';

/** Whether this is `npm run test:soak`, which runs the exhaustive counts. */
export const isSoak = process.env['STEMMA_TEST_SOAK'] === '1';

/** Picks a count: `normal` in `npm test`, `soak` in `npm run test:soak`, `ci` in CI. Properties have `often` instead. */
export function runs(normal: number, soak: number, ci: number = normal): number {
  if (isSoak) return soak;
  return isInCi(process.env) ? ci : normal;
}

/** Whether something is left to the soak, which is said. */
export function isLeftToSoak(what: string): boolean {
  if (isSoak) return false;
  process.stderr.write(`Skipped: ${what}, which npm run test:soak has.\n`);
  return true;
}
