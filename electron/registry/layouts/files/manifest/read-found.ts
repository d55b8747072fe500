import { basename } from 'node:path/posix';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import type { Unreadable } from '../../../../../shared/domain/manifest.ts';
import type { ManifestReading, ReadManifest } from '../../../index/packed-batch.ts';
import {
  isGone,
  sameContent,
  type FileError,
  type FileStamp,
  type FileSystem,
  systemWords,
} from '../../../files/file-system.ts';
import { manifestsInArchive } from '../archive/manifests-in-archive.ts';
import { datasetNamedBefore } from './named-dataset.ts';
import { withPipelineFile } from './pipeline-file.ts';
import { readManifest } from './read-manifest.ts';
import { datasetHint } from '../../../../../shared/format/run-name.ts';
import { isCloudPlaceholder } from '../walk/manifest-name.ts';
import type { FoundManifest } from '../../../index/walk-event.ts';

/** How often a manifest that changes while it is read is tried: nirs4all rewrites it after each step. */
const ATTEMPTS = 3;

/** A manifest larger than this is not read: real ones stay below 2 MB. */
const LARGEST = 256 * 1024 * 1024;

interface Bytes {
  readonly bytes: Uint8Array;
  readonly stamp: FileStamp;
}

function unreadable(code: Unreadable['code'], message: string): Unreadable {
  return { code, line: null, column: null, message };
}

/** Reads a file whose stamp is the same before and after, so that its bytes are of one moment; null when it is gone. */
function readSteady(fs: FileSystem, path: string): Result<Bytes, Unreadable> | null {
  const failed = (error: FileError): Result<Bytes, Unreadable> | null =>
    isGone(error)
      ? null
      : fail(unreadable('UNREADABLE_FILE', `The file can't be read: ${systemWords(error)}.`));
  let before = fs.stat(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!before.ok) return failed(before.error);
    if (before.value.size > LARGEST) {
      return fail(unreadable('TOO_LARGE', 'The file is too large for a manifest (above 256 MB).'));
    }
    const bytes = fs.read(path);
    if (!bytes.ok) return failed(bytes.error);
    const after = fs.stat(path);
    if (!after.ok) return failed(after.error);
    const steady = sameContent(before.value, after.value) && bytes.value.length === after.value.size;
    if (steady) return ok({ bytes: bytes.value, stamp: after.value });
    before = after;
  }
  return fail(unreadable('CHANGING', 'The file changed each time it was read: something is writing it.'));
}

const IN_CLOUD =
  'This manifest is in the cloud, and only its name is on this disk: download it (in Finder, "Download Now").';

function interpret(name: string, bytes: Uint8Array, isPrimary: boolean): ManifestReading {
  if (isCloudPlaceholder(name)) {
    return { kind: 'unreadable', error: unreadable('IN_CLOUD', IN_CLOUD), namedDataset: null };
  }
  const content = readManifest(bytes, isPrimary);
  if (content.ok) {
    const { value } = content;
    // Versions that wrote no `schema_version` stored all files of a run in its own folder.
    return value.kind === 'foreign'
      ? value
      : { ...value, sharesFiles: value.manifest.schemaVersion !== null };
  }
  const { error } = content;
  return { kind: 'unreadable', error, namedDataset: datasetNamedBefore(bytes, error.line) };
}

/** A manifest further down below `runs/` is a pipeline's own where it names the folders around it as its dataset. */
function placed(found: FoundManifest, reading: ManifestReading): FoundManifest {
  const { deepRun } = found;
  if (deepRun === null) return found;
  let dataset: string | null = null;
  if (reading.kind === 'manifest') ({ dataset } = reading.manifest);
  else if (reading.kind === 'unreadable') dataset = reading.namedDataset;
  if (dataset !== null && datasetHint(deepRun) === dataset) return { ...found, kind: 'run', run: deepRun };
  return { ...found, folder: null };
}

/**
 * The manifests in an archive, each as a copy of its own, and the archive itself, which is no manifest, so that it is known not to
 * have changed. One that can't be read makes the whole archive unreadable: that is what the user can decide about.
 */
function readArchive(found: FoundManifest, { bytes, stamp }: Bytes, readNs: bigint): ReadManifest[] {
  const unpacked = manifestsInArchive(basename(found.path), bytes);
  const archive = (reading: ManifestReading): ReadManifest => ({ found, stamp, readNs, reading });
  const broken = (message: string): ReadManifest =>
    archive({ kind: 'unreadable', error: unreadable('ARCHIVE', message), namedDataset: null });
  if (!unpacked.ok) return [broken(`This archive may hold manifests and can't be read: ${unpacked.error}.`)];
  const all: ReadManifest[] = [];
  let problem: string | null = null;
  for (const { path, bytes: inner } of unpacked.value) {
    const reading = interpret(basename(path), inner, false);
    if (reading.kind === 'unreadable')
      problem ??= `${path} in this archive can't be read: ${reading.error.message}`;
    else if (reading.kind === 'manifest') {
      all.push({ found: { ...found, path: `${found.path}/${path}` }, stamp, readNs, reading });
    }
  }
  return [problem === null ? archive({ kind: 'foreign' }) : broken(problem), ...all];
}

/**
 * Reads a manifest that the walk found, or those of an archive; none when it has vanished since. Whatever is wrong with the file is
 * part of the answer, and spoils nothing else.
 *
 * @param path the file's path on this system
 * @param nowNs the current time in nanoseconds since 1970: a file written close to it is read again next time
 */
export function readFound(
  fs: FileSystem,
  path: string,
  found: FoundManifest,
  nowNs: bigint,
): readonly ReadManifest[] {
  const read = readSteady(fs, path);
  if (read === null) return [];
  if (!read.ok) {
    const reading = { kind: 'unreadable', error: read.error, namedDataset: null } as const;
    return [{ found: placed(found, reading), stamp: found.stamp, readNs: nowNs, reading }];
  }
  if (found.isArchive) return readArchive(found, read.value, nowNs);
  const reading = interpret(basename(found.path), read.value.bytes, found.kind === 'run');
  const inPlace = placed(found, reading);
  const manifest: ReadManifest = { found: inPlace, stamp: read.value.stamp, readNs: nowNs, reading };
  return [inPlace.kind === 'run' ? withPipelineFile(fs, path, manifest) : manifest];
}
