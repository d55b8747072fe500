import type { OwnWords } from '../rules.ts';

/** Why nothing is brought into a store, of any era, nor taken out of it. */
export const CLOSED_STORE = {
  imports:
    'This workspace is a store: its pipelines are rows of a database, which nirs4all alone writes. It would not see manifests that were ' +
    'brought in here.',
  exports:
    'This workspace is a store: its pipelines are rows of a database, and only manifests are taken out here. nirs4all itself exports one of ' +
    'them: nirs4all.export()',
};

/** What the window and the command line say of stores. */
export const storeWords: OwnWords = {
  marks: ['store.sqlite'],
  runs: 'store.sqlite',
  stored: 'artifacts/',
  allStored: 'artifacts/',
  source: 'database',
  noneNamed:
    'No pipeline is in the database store.sqlite, so that every stored file looks unused. Was it put in place of another, or is a copy not ' +
    'complete?',
  namer: { one: 'row', many: 'rows' },
  about: 'nirs4all 0.8.4 and later (store.sqlite, and artifacts/)',
  spare: {
    title: 'Native results',
    says:
      'Folders below native_results/ that no run names. Deleting a run leaves them, and so does every clean-up of the library. ' +
      'A folder goes whole.',
    reason: 'no run names it',
  },
  examples: {
    manifest: 'store.sqlite/0060458e-a559-45c9-bfc7-9918471ecad6',
    file: 'artifacts/05/model_PLSRegression_05bf2fb84adb.joblib',
    foreign: 'artifacts/notes.txt',
  },
};
