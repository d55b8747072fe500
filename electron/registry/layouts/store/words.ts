import type { Words } from '../rules.ts';

/** What the window and the command line say of stores. */
export const storeWords: Words = {
  marks: ['store.sqlite'],
  runs: 'store.sqlite',
  stored: 'artifacts/',
  allStored: 'artifacts/',
  about: 'nirs4all 0.8.4 and later: store.sqlite, and artifacts/',
  examples: {
    manifest: 'store.sqlite/0060458e-a559-45c9-bfc7-9918471ecad6',
    file: 'artifacts/05/model_PLSRegression_05bf2fb84adb.joblib',
    foreign: 'artifacts/notes.txt',
  },
};
