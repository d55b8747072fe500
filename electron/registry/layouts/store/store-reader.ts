import { dirname } from 'node:path';
import { isCleanPath } from '../../files/trust.ts';
import type { KnownDigests, ReadManifest } from '../../index/packed-batch.ts';
import type { FileSystem } from '../../files/file-system.ts';
import type { WorkspacePath } from '../../files/paths.ts';
import type { ForeignDatabase } from '../../index/foreign-database.ts';
import type { FoundManifest } from '../../index/walk-event.ts';
import type { Reader } from '../layout.ts';
import { storeInPieces } from './database/open-store.ts';
import { piecesIn } from './read/manifests.ts';
import type { ReadResults } from './read/result-models.ts';
import { readResults } from './results/result-manifest.ts';
import { stampOfStore } from './results/results-mark.ts';

/** The database, and the folders of the files that it names. Manifests may lie anywhere, and are of no concern here. */
export function isOfStore(path: WorkspacePath): boolean {
  if (/^store\.sqlite(?:\/|$)/.test(path)) return true;
  return /^(?:artifacts|native_results|arrays)(?:\/|$)/.test(path) && !/\.ya?ml$/i.test(path);
}

/**
 * Tells which pipelines need not be written anew: those at the beginning that are as they were. What comes behind another one has to have
 * later numbers in the index, where the first pipeline that uses a file says whose it is; and the library writes at the end.
 */
function knownInOrder(known: KnownDigests): (path: WorkspacePath, digest: string | null) => boolean {
  const places = new Map([...(known?.keys() ?? [])].map((path, place) => [path, place]));
  let last = -1;
  return (path, digest) => {
    const place = digest !== null && known?.get(path) === digest ? (places.get(path) ?? -1) : -1;
    last = place > last ? place : Number.POSITIVE_INFINITY;
    return last === place;
  };
}

/** The pipelines, runs and unused records of a database, each named by its path there, as in a folder. */
function* partsOf(
  database: ForeignDatabase,
  of: Pick<ReadManifest, 'found' | 'stamp' | 'readNs'>,
  results: ReadResults,
  known: KnownDigests,
): Generator<ReadManifest, void> {
  const isKnown = knownInOrder(known);
  for (const piece of piecesIn(database, results)) {
    const { part, standsFor, goesOn, digest } = piece;
    const path = `${of.found.path}/${part}`;
    const found = { ...of.found, path, kind: standsFor === null ? 'run' : 'other' } as const;
    if (isKnown(path, digest)) yield { ...of, found, reading: { kind: 'unchanged' } };
    else {
      const manifest = piece.manifest();
      const reading = { kind: 'manifest', manifest, sharesFiles: true, goesOn } as const;
      yield { ...of, found, reading, ...(digest === null ? {} : { digest }) };
    }
  }
}

/** The database itself, which is no pipeline's, comes last: only then it is known that it was read to its end. */
function* read(
  fs: FileSystem,
  path: string,
  found: FoundManifest,
  readNs: bigint,
  known: KnownDigests,
): Generator<ReadManifest, void> {
  const root = dirname(path);
  const results: ReadResults = (name) => {
    const folder = `native_results/${name}`;
    return name.includes('/') || !isCleanPath(folder) ? null : readResults(fs, root, folder);
  };
  const answer = yield* storeInPieces(fs, path, function* inOrder(database, both) {
    const of = { found, stamp: stampOfStore(fs, root, both), readNs };
    yield* partsOf(database, of, results, known);
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
