import fc from 'fast-check';

/**
 * Property tests draw from a fixed seed, so that a run repeats exactly. `npm run test:long` sets
 * STEMMA_TEST_LONG, which multiplies the number of runs; STEMMA_TEST_SEED tries another seed.
 */
fc.configureGlobal({ seed: Number(process.env['STEMMA_TEST_SEED'] ?? 20261123) });
