import type { Rules } from '../../rules.ts';
import { datasetsOfEmptyRun } from './empty-run.ts';
import { freeFolder, isAboveCount, pipelinesAboveCount } from './numbering.ts';
import {
  datasetsAt,
  expectedFile,
  folderOf,
  isBundle,
  isManifest,
  isOf,
  looksAt,
  manifestIn,
  mayBeManifest,
} from './places.ts';
import { unreadPipelineFiles } from './pipeline-file.ts';
import { FilesScopes } from './scope.ts';
import { ManifestWitness } from './witness.ts';

/** The rules of manifests and the files below `binaries/` and in the `_binaries` of runs. */
export const filesRules: Rules = {
  ownFolders: ['binaries', 'runs', 'library', 'exports'],
  runs: 'runs',
  manifestIn,
  folderOf,
  isManifest,
  isBundle,
  mayBeManifest,
  expectedFile,
  looksAt,
  datasetsAt,
  scopes: (index) => new FilesScopes(index),
  isOf,
  datasetsOfEmptyRun,
  findings: (index, place) => [pipelinesAboveCount(index, place), unreadPipelineFiles(index)],
  freeFolder,
  mayBeOverwritten: isAboveCount,
  witness: (bytes, path, isThere) => new ManifestWitness(bytes, path, isThere),
};
