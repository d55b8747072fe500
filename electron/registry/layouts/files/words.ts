import type { OwnWords } from '../rules.ts';

/** What the window and the command line say of workspaces of files. */
export const filesWords: OwnWords = {
  marks: ['runs/', 'binaries/'],
  runs: 'runs/',
  stored: 'binaries/',
  allStored: 'binaries/ and runs/*/_binaries/',
  source: 'manifest',
  noneNamed:
    'No manifest of a pipeline that can be read is below runs/, so that every stored file which no copy names looks unused. Is a disk not ' +
    'mounted, or a copy not complete?',
  namer: { one: 'manifest', many: 'manifests' },
  about: 'nirs4all 0.6 and before (runs/ with manifests, and binaries/)',
  spare: null,
  examples: {
    manifest: 'runs/corn/0001_pls_2daa0a/manifest.yaml',
    file: 'binaries/corn/model_PLSRegression_2064be397285.joblib',
    foreign: 'binaries/corn/notes.txt',
  },
};
