import type { Rules } from '../../rules.ts';
import { datasetsAt, expectedFile, isManifest, looksAt, manifestIn, mayBeManifest } from './places.ts';
import { FilesScopes } from './scope.ts';
import { ManifestWitness } from './witness.ts';

/** The rules of manifests and the files below `binaries/` and in the `_binaries` of runs. */
export const filesRules: Rules = {
  ownFolders: ['binaries', 'runs', 'library', 'exports'],
  runs: 'runs',
  manifestIn,
  isManifest,
  mayBeManifest,
  expectedFile,
  looksAt,
  datasetsAt,
  scopes: (index) => new FilesScopes(index),
  witness: (bytes, path, isThere) => new ManifestWitness(bytes, path, isThere),
};
