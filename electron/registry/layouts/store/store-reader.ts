import type { ReadManifest } from '../../index/packed-batch.ts';
import type { WorkspacePath } from '../../files/paths.ts';
import type { Reader, ReadSource } from '../layout.ts';
import { readStore } from './database/open-store.ts';
import { stampOfBoth } from './database/stamp.ts';
import { manifestsIn } from './read/manifests.ts';

/** The database, and the folders of the files that it names. Manifests may lie anywhere, and are of no concern here. */
export function isOfStore(path: WorkspacePath): boolean {
  if (/^store\.sqlite(?:\/|$)/.test(path)) return true;
  return /^(?:artifacts|native_results|arrays)(?:\/|$)/.test(path) && !/\.ya?ml$/i.test(path);
}

const read: ReadSource = (fs, path, found, readNs) => {
  const answer = readStore(fs, path, (database, stamp) => ({
    manifests: manifestsIn(database),
    stamp: stampOfBoth(stamp),
  }));
  if (answer === null) return null;
  if (!answer.ok) {
    const reading = { kind: 'unreadable', error: answer.error, namedDataset: null } as const;
    // Nobody knows how many pipelines it has: it counts as none.
    return [{ found: { ...found, kind: 'other' }, stamp: found.stamp, readNs, reading }];
  }
  const { manifests, stamp } = answer.value;
  // The database itself is no pipeline's; each in it is named by its path there, as in a folder.
  const all: ReadManifest[] = [{ found, stamp, readNs, reading: { kind: 'foreign' } }];
  for (const manifest of manifests) {
    const kind = manifest.store?.standsFor === null ? 'run' : 'other';
    const inside = { ...found, path: `${found.path}/${manifest.store?.part ?? ''}`, kind } as const;
    all.push({ found: inside, stamp, readNs, reading: { kind: 'manifest', manifest, sharesFiles: true } });
  }
  return all;
};

/** Reads the database of a store. */
export const storeReader: Reader = { holds: isOfStore, read };
