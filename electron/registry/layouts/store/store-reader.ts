import type { ReadManifest } from '../../index/packed-batch.ts';
import type { FileSystem } from '../../files/file-system.ts';
import type { WorkspacePath } from '../../files/paths.ts';
import type { ForeignDatabase } from '../../index/foreign-database.ts';
import type { FoundManifest } from '../../index/walk-event.ts';
import type { Reader } from '../layout.ts';
import { storeInPieces } from './database/open-store.ts';
import { stampOfBoth } from './database/stamp.ts';
import { manifestsIn } from './read/manifests.ts';

/** The database, and the folders of the files that it names. Manifests may lie anywhere, and are of no concern here. */
export function isOfStore(path: WorkspacePath): boolean {
  if (/^store\.sqlite(?:\/|$)/.test(path)) return true;
  return /^(?:artifacts|native_results|arrays)(?:\/|$)/.test(path) && !/\.ya?ml$/i.test(path);
}

/** The pipelines, runs and unused records of a database, each named by its path there, as in a folder. */
function* partsOf(
  database: ForeignDatabase,
  of: Pick<ReadManifest, 'found' | 'stamp' | 'readNs'>,
): Generator<ReadManifest, void> {
  for (const { manifest, goesOn } of manifestsIn(database)) {
    const kind = manifest.store?.standsFor === null ? 'run' : 'other';
    const path = `${of.found.path}/${manifest.store?.part ?? ''}`;
    const reading = { kind: 'manifest', manifest, sharesFiles: true, goesOn } as const;
    yield { ...of, found: { ...of.found, path, kind }, reading };
  }
}

/** The database itself, which is no pipeline's, comes last: only then it is known that it was read to its end. */
function* read(
  fs: FileSystem,
  path: string,
  found: FoundManifest,
  readNs: bigint,
): Generator<ReadManifest, void> {
  const answer = yield* storeInPieces(fs, path, function* inOrder(database, both) {
    const of = { found, stamp: stampOfBoth(both), readNs };
    yield* partsOf(database, of);
    return of;
  });
  if (answer === null) return;
  if (answer.ok) yield { ...answer.value, reading: { kind: 'foreign' } };
  else {
    const reading = { kind: 'unreadable', error: answer.error, namedDataset: null, isCutOff: true } as const;
    yield { found, stamp: found.stamp, readNs, reading };
  }
}

/** Reads the database of a store. */
export const storeReader: Reader = { holds: isOfStore, read };
