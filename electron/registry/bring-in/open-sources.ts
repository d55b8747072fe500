import { setImmediate } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { archiveKind } from '../files/archive/archive-kind.ts';
import type { RefusalCode } from '../files/archive/refusal.ts';
import type { UnpackProgress } from '../files/archive/staging.ts';
import { unpack } from '../files/archive/unpack.ts';
import { isGone } from '../files/file-system.ts';
import type { WritableFileSystem } from '../files/writable-file-system.ts';
import type { Cancel } from '../change/outcome.ts';
import { isArchivePath, sourceInArchive, sourceOnDisk, type FoundSource } from './find-manifests.ts';
import type { Tree } from './tree.ts';

/** Why something can't be brought in at all. */
export interface SourceError {
  /** `CANCELLED` where it was asked to stop, `NOT_FOUND` for nothing at all. */
  readonly code: 'NOT_FOUND' | 'CANNOT_READ' | 'CANNOT_WRITE' | 'CANCELLED';
  /** As it was named. */
  readonly named: string;
  /** For people, the end of a sentence. */
  readonly message: string;
  /** For an archive why, and because of which entry. */
  readonly why: RefusalCode | null;
  readonly entry: string | null;
}

/** How sources are opened. */
export interface OpenOptions {
  readonly fs: WritableFileSystem;
  /** Makes a new empty folder of ours for what comes out of an archive, a path of this system; whoever makes it removes it. */
  readonly staging: () => string;
  /** What lies there, where that is more than the disk holds. */
  readonly tree?: Tree;
  readonly cancel?: Cancel;
  readonly onProgress?: (progress: UnpackProgress) => void;
}

/** Folders that are walked over before others get their turn. */
const PIECE = 16;

/** Walks over what lies on the disk, piece by piece: whoever asks to stop is heard between them. Null where it was asked to. */
async function walked(
  walking: ReturnType<typeof sourceOnDisk>,
  { cancel, onProgress }: Pick<OpenOptions, 'cancel' | 'onProgress'>,
): Promise<Result<FoundSource, string> | null> {
  let step = walking.next();
  for (let folders = 1; step.done !== true; step = walking.next(), folders += 1) {
    onProgress?.({ files: step.value, bytes: 0 });
    if (folders % PIECE === 0) await setImmediate();
    if (cancel?.aborted === true) return null;
  }
  return step.value;
}

/**
 * Opens what is to be brought in: a file, a folder, or an archive, which is unpacked into a folder of ours.
 *
 * @param named as people named it
 * @param path of this system
 */
export async function openSource(
  named: string,
  path: string,
  { fs, staging, tree, ...options }: OpenOptions,
): Promise<Result<FoundSource, SourceError>> {
  const error = (code: SourceError['code'], message: string): { ok: false; error: SourceError } =>
    fail({ code, named, message, why: null, entry: null });
  const stamp = fs.stat(path);
  if (!stamp.ok && isGone(stamp.error)) return error('NOT_FOUND', 'there is nothing');
  if (!stamp.ok || stamp.value.kind !== 'file' || !isArchivePath(path)) {
    const found = await walked(sourceOnDisk(fs, path, tree), options);
    if (found === null) return error('CANCELLED', 'it was cancelled');
    return found.ok ? ok({ ...found.value, named }) : error('CANNOT_READ', found.error);
  }
  const files = await unpack(path, archiveKind(path) ?? 'other', { ...options, fs, folder: staging() });
  if (files.ok) return ok(sourceInArchive(named, files.value));
  const { code: why, entry, message } = files.error;
  const isWriting = why === 'CANNOT_WRITE' || why === 'NO_SPACE';
  const code = why === 'CANCELLED' ? why : isWriting ? 'CANNOT_WRITE' : 'CANNOT_READ';
  return fail({ code, named, message, why, entry });
}
