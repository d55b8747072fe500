/** Whether this is `npm run test:soak`, which runs the exhaustive counts. */
export const isSoak = process.env['STEMMA_TEST_SOAK'] === '1';

/** Picks a count: `normal` in `npm test`, `soak` in `npm run test:soak`. Of properties, `expectAlways` keeps the count. */
export function runs(normal: number, soak: number): number {
  return isSoak ? soak : normal;
}

/** Whether something is left to the soak, which is said. */
export function isLeftToSoak(what: string): boolean {
  if (isSoak) return false;
  process.stderr.write(`Skipped: ${what}, which npm run test:soak has.\n`);
  return true;
}
