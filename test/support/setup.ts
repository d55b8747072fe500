import fc from 'fast-check';
import { afterAll, beforeEach } from 'vitest';
import { isTimeUp } from './budget.ts';
import { removeTemporaryFolders } from './temporary-folder.ts';

// This file runs before each file of tests, also where several share a thread and what it loaded.

/** Property tests draw from the seed of the run, which `run-folder.ts` chose and said, so that it can be run again. */
fc.configureGlobal({ seed: Number(process.env['STEMMA_TEST_SEED']) });

// A soak that was given a number of minutes ends then.
beforeEach((context) => {
  if (isTimeUp()) context.skip('the time of the soak was up');
});

afterAll(() => removeTemporaryFolders());
