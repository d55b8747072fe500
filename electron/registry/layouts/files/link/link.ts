import type { Linking } from '../../../index/linking.ts';
import { settleFolders } from './folders.ts';
import { referMissing } from './near-names.ts';
import { refer } from './references.ts';

/** How records of manifests find their files below `binaries/` and in the `_binaries` of runs. */
export const filesLinking: Linking = {
  settleFolders,
  refer,
  referMissing,
  // What a manifest names was written before it.
  tellUnwritten: () => undefined,
};
