import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isGone, type FileError, type FileSystem } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { LARGEST_READ } from '../files/plain-file.ts';
import { rulesAt } from '../layouts/layouts.ts';
import type { GoingFile, IsThere } from '../layouts/rules.ts';
import { Needles } from './needles.ts';
import type { CleanProgress } from './outcome.ts';

/** A manifest that is asked: in the workspace, or in the trash. */
export interface Source {
  /** Where it lies, or lay, in the workspace. */
  readonly path: WorkspacePath;
  /** Where it lies now, on this system. */
  readonly file: string;
}

/** Manifests between two signs of life. */
const YIELD_EVERY = 16;

/** Bytes that hold nearly every manifest, and that a processor keeps near. */
const ROOM = 1024 * 1024;

/** A manifest that could not be read. */
export interface Unheard {
  readonly path: WorkspacePath;
  readonly error: FileError;
}

/**
 * Asks the bytes of manifests, right before files go, which of them are named: a witness beside the index, which is a cache and may
 * be wrong. Returns for the place of each file that is needed the manifest that names it; fails where a manifest can't be read.
 */
export function* askWitnesses(
  fs: FileSystem,
  files: readonly GoingFile[],
  sources: readonly Source[],
  isThere: IsThere,
): Generator<CleanProgress, Result<ReadonlyMap<number, WorkspacePath>, Unheard>> {
  const named = new Map<number, WorkspacePath>();
  if (files.length === 0) return ok(named);
  const needles = new Needles(files);
  // Fresh memory for each manifest would take as long as reading it.
  const room = Buffer.allocUnsafeSlow(ROOM);
  let bytes = 0;
  for (const [number, source] of sources.entries()) {
    if (number % YIELD_EVERY === 0) {
      yield { phase: 'look', files: number, total_files: sources.length, bytes, total_bytes: bytes };
    }
    const rules = rulesAt(source.path);
    if (rules.asks !== undefined) {
      const heard = rules.asks(fs, source.file, files, isThere);
      if (heard === null) continue;
      if (!heard.ok) return fail({ path: source.path, error: heard.error });
      for (const [place, file] of files.entries()) {
        if (!named.has(place) && heard.value.needs(file)) named.set(place, source.path);
      }
      continue;
    }
    const read = fs.read(source.file, LARGEST_READ, room);
    if (!read.ok) {
      // One that went away since the last look names nothing any more; the next look sees where it went.
      if (isGone(read.error)) continue;
      return fail({ path: source.path, error: read.error });
    }
    bytes += read.value.length;
    const found = needles.in(read.value);
    if (found.size === 0) continue;
    const witness = rules.witness(read.value, source.path, isThere);
    for (const place of found) {
      const file = files[place];
      if (file !== undefined && !named.has(place) && witness.needs(file)) named.set(place, source.path);
    }
  }
  return ok(named);
}
