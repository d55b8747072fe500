import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { attempt } from '../file-system.ts';
import { openPlainFile } from '../plain-file.ts';
import { plainWords } from '../plain-words.ts';
import type { WritableFileSystem } from '../writable-file-system.ts';
import type { ArchiveKind } from './archive-kind.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts';
import { readTar } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { Refused, type ArchiveRefusal } from './refusal.ts';
import { Staging, type UnpackedFile, type UnpackProgress } from './staging.ts';

/** How an archive is unpacked. */
export interface UnpackOptions {
  /** What staged files are written through. */
  readonly fs: WritableFileSystem;
  /** An empty folder of ours, a path of this system; whoever made it removes it with all that lies in it. */
  readonly folder: string;
  /** Asks to stop; an `AbortSignal` is one. */
  readonly cancel?: { readonly aborted: boolean };
  readonly onProgress?: (progress: UnpackProgress) => void;
  readonly limits?: ArchiveLimits;
}

const DAMAGED = 'it is damaged, cut off, or no such archive';

function refusalOf(error: unknown): ArchiveRefusal {
  if (error instanceof Refused) return error.refusal;
  // What the parsers throw says what is wrong in words of the format.
  if (error instanceof Error)
    return { code: 'DAMAGED', entry: null, message: `${DAMAGED} (${error.message})` };
  throw error;
}

/**
 * Takes the files out of an archive (`.zip`, `.tar`, `.tar.gz`), each into a file that we name, hashed on the way. Libraries parse; what is let
 * in is decided here (see {@link ArchiveRefusal}), and one entry that is not refuses the whole archive: whoever packed it so did not mean to
 * send us pipelines.
 *
 * @param archive a path of this system, links followed
 */
export async function unpack(
  archive: string,
  kind: ArchiveKind,
  {
    fs,
    folder,
    cancel = { aborted: false },
    onProgress = () => undefined,
    limits = ARCHIVE_LIMITS,
  }: UnpackOptions,
): Promise<Result<readonly UnpackedFile[], ArchiveRefusal>> {
  if (kind === 'other')
    return fail({
      code: 'UNKNOWN_KIND',
      entry: null,
      message: 'Stemma can not look into archives of this kind',
    });
  const opened = attempt(() => openPlainFile(archive));
  if (!opened.ok)
    return fail({
      code: 'CANNOT_READ',
      entry: null,
      message: `it can't be read: ${plainWords(opened.error)}`,
    });
  const { file, size } = opened.value;
  const staging = new Staging(fs, folder, { limits, archiveSize: size, cancel, onProgress });
  try {
    if (kind === 'zip') await readZip(file, staging, limits);
    else await readTar(file, kind === 'tar.gz', staging, limits);
    return ok(staging.files);
  } catch (error) {
    return fail(refusalOf(error));
  }
}
