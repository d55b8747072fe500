import { dirname } from 'node:path';
import { isCleanPath } from '../../files/trust.ts';
import type { ReadManifest } from '../../index/packed-batch.ts';
import type { FileSystem } from '../../files/file-system.ts';
import type { WorkspacePath } from '../../files/paths.ts';
import type { ForeignDatabase } from '../../index/foreign-database.ts';
import type { FoundManifest } from '../../index/walk-event.ts';
import type { Reader } from '../layout.ts';
import { storeInPieces } from './database/open-store.ts';
import { manifestsIn } from './read/manifests.ts';
import type { ReadResults } from './read/result-models.ts';
import { readResults } from './results/result-manifest.ts';
import { stampOfStore } from './results/results-mark.ts';

/** The database, and the folders of the files that it names. Manifests may lie anywhere, and are of no concern here. */
export function isOfStore(path: WorkspacePath): boolean {
  if (/^store\.sqlite(?:\/|$)/.test(path)) return true;
  return /^(?:artifacts|native_results|arrays)(?:\/|$)/.test(path) && !/\.ya?ml$/i.test(path);
}

/** The pipelines, runs and unused records of a database, each named by its path there, as in a folder. */
function* partsOf(
  database: ForeignDatabase,
  of: Pick<ReadManifest, 'found' | 'stamp' | 'readNs'>,
  results: ReadResults,
): Generator<ReadManifest, void> {
  for (const { manifest, goesOn } of manifestsIn(database, results)) {
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
  const root = dirname(path);
  const results: ReadResults = (name) => {
    const folder = `native_results/${name}`;
    return name.includes('/') || !isCleanPath(folder) ? null : readResults(fs, root, folder);
  };
  const answer = yield* storeInPieces(fs, path, function* inOrder(database, both) {
    const of = { found, stamp: stampOfStore(fs, root, both), readNs };
    yield* partsOf(database, of, results);
    return of;
  });
  if (answer === null) return;
  if (answer.ok) yield { ...answer.value, reading: { kind: 'foreign' } };
  else {
    const reading = { kind: 'unreadable', error: answer.error, namedDataset: null, isCutOff: true } as const;
    // Nobody knows how many pipelines it has: it counts as none.
    yield { found: { ...found, kind: 'other' }, stamp: found.stamp, readNs, reading };
  }
}

/** Reads the database of a store. */
export const storeReader: Reader = { holds: isOfStore, read };
