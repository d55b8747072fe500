import type { Words } from '../rules.ts';

/** What the window and the command line say of workspaces of files. */
export const filesWords: Words = {
  marks: ['runs/', 'binaries/'],
  runs: 'runs/',
  stored: 'binaries/',
  allStored: 'binaries/ and runs/*/_binaries/',
  namer: { one: 'manifest', many: 'manifests' },
  about: 'nirs4all 0.6 and before: runs/ with manifests, and binaries/',
  spare: null,
  examples: {
    manifest: 'runs/corn/0001_pls_2daa0a/manifest.yaml',
    file: 'binaries/corn/model_PLSRegression_2064be397285.joblib',
    foreign: 'binaries/corn/notes.txt',
  },
};
