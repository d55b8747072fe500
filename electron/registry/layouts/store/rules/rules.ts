import { ok } from '../../../../../shared/domain/result.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import type { Rules, Scope } from '../../rules.ts';
import { storeFindings } from './findings.ts';
import { namesResults, spareResults } from './native-results.ts';
import { newerDatabase, whyPipelinesStay } from './stays.ts';
import { storeWitness } from './witness.ts';

const NOTHING: Scope = { datasets: [], runs: [] };

/** The database itself, with the pipelines in it. */
const isDatabase = (path: WorkspacePath): boolean => /^store\.sqlite(?:$|\/|-)/.test(path);

/** The rules of a database and the files below `artifacts/`, which all of its pipelines share. */
export const storeRules: Rules = {
  ownFolders: ['artifacts', 'native_results', 'arrays'],
  runs: 'store.sqlite',
  manifestIn: (folder) => folder,
  folderOf: (manifest) => manifest,
  isManifest: isDatabase,
  // Bundles are only brought in beside manifests.
  isBundle: () => false,
  mayBeManifest: isDatabase,
  // Models of native results are named by their whole path.
  expectedFile: ({ name }) =>
    name === '' ? null : name.startsWith('native_results/') ? name : `artifacts/${name}`,
  looksAt: (_record, folded) => folded.startsWith('artifacts/'),
  datasetsAt: () => null,
  scopes: () => ({
    // A folder of stored files names none.
    ofPath: (path) => (isDatabase(path) ? null : NOTHING),
    ofManifest: () => null,
  }),
  isOf: () => true,
  datasetsOfEmptyRun: () => null,
  findings: storeFindings,
  freeFolder: (_place, parent, name) => ok(`${parent}/${name}`),
  mayBeOverwritten: () => false,
  // Half of what a database says may lie in its log: of its bytes alone nothing is known.
  witness: () => ({ needs: () => true }),
  asks: storeWitness,
  spareFolders: spareResults,
  namesFolder: namesResults,
  obstacles: newerDatabase,
  whyPipelinesStay,
};
