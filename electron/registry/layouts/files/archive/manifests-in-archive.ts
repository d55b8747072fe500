import { basename } from 'node:path/posix';
import { gunzipSync } from 'node:zlib';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import { archiveKind, type ArchiveKind } from '../../../files/archive/archive-kind.ts';
import { Refused } from '../../../files/archive/refusal.ts';
import { zipEntries, zippedBytes } from '../../../files/archive/zip-entries.ts';
import { isManifestName, isManifestUnderOtherName } from '../walk/manifest-name.ts';
import { readTar } from './tar.ts';

/** A manifest in an archive; its path there has plain parts only, whatever was written. */
export interface ArchivedManifest {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Unpacked bytes: of a whole `.tar.gz`, or of all manifests of a zip. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_MANIFESTS = 10_000;

const TOO_MUCH = 'the manifests in it are more than Stemma unpacks';
const DAMAGED = 'it is damaged, cut off, encrypted or no such archive';
const INNER = 'it holds another archive';

/** Entries of an archive that is looked into: more than nirs4all ever wrote into one folder. */
const MOST_ENTRIES = 1_000_000;

function tooMuch(): Refused {
  return new Refused('TOO_LARGE', null, TOO_MUCH);
}

function isManifest(name: string): boolean {
  return isManifestName(name) || isManifestUnderOtherName(name);
}

/** Whether a file of an archive is to be read. Throws where it may hold more manifests itself. */
function isWanted(name: string): boolean {
  const base = basename(name.replaceAll('\\', '/'));
  if (archiveKind(base) !== null) throw new Refused('ARCHIVE_INSIDE', name, INNER);
  return isManifest(base);
}

/** A label for what lies in an archive: it never leads anywhere else. */
function cleanPath(name: string): string {
  const parts = name.replaceAll('\\', '/').replaceAll('\0', '').toWellFormed().split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

/** Believed is only what an archive says twice: what it leaves out or cuts might be what names a file. */
function unzipped(archive: Uint8Array): ArchivedManifest[] {
  const read = (position: number, length: number): Uint8Array =>
    archive.subarray(position, position + length);
  const entries = zipEntries(read, archive.length, MOST_ENTRIES);
  const wanted = entries.filter(({ name, otherName }) =>
    [name, otherName].some((each) => each !== null && isWanted(each)),
  );
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_BYTES || wanted.length > MOST_MANIFESTS) throw tooMuch();
  return wanted.map((entry) => ({ path: cleanPath(entry.name), bytes: zippedBytes(read, entry) }));
}

function untarred(archive: Uint8Array): ArchivedManifest[] {
  const files = readTar(archive);
  if (files === null) throw new Refused('DAMAGED', null, DAMAGED);
  const wanted = files.filter(({ name }) => isWanted(name));
  if (wanted.length > MOST_MANIFESTS) throw tooMuch();
  // A link leads to bytes that only whoever unpacks it sees.
  const odd = wanted.find(({ isPlain }) => !isPlain);
  if (odd !== undefined) throw new Refused('NOT_A_FILE', odd.name, 'a manifest in it is a link');
  return wanted.map(({ name, bytes }) => ({ path: cleanPath(name), bytes }));
}

function unpacked(archive: Uint8Array, kind: ArchiveKind): ArchivedManifest[] {
  switch (kind) {
    case 'zip':
      return unzipped(archive);
    case 'tar':
      return untarred(archive);
    case 'tar.gz':
      return untarred(gunzipSync(archive, { maxOutputLength: MOST_BYTES }));
    case 'other':
      throw new Refused('UNKNOWN_KIND', null, 'Stemma can not look into archives of this kind');
  }
}

/** Files of one path, as a tar has them that was added to: each may be the one that was meant. */
function eachNamed(manifests: readonly ArchivedManifest[]): ArchivedManifest[] {
  const seen = new Map<string, number>();
  return manifests.map(({ path, bytes }) => {
    const times = (seen.get(path) ?? 0) + 1;
    seen.set(path, times);
    return { path: times === 1 ? path : `${path} (${times})`, bytes };
  });
}

/**
 * All manifests of an archive, under any of the names that they have in folders. Bounded, and in this thread: archives are few.
 * Fails with the reason, a part of a sentence.
 */
export function manifestsInArchive(name: string, archive: Uint8Array): Result<ArchivedManifest[], string> {
  try {
    return ok(eachNamed(unpacked(archive, archiveKind(name) ?? 'other')));
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal.code === 'DAMAGED' ? DAMAGED : error.message);
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    return fail(code === 'ERR_BUFFER_TOO_LARGE' ? TOO_MUCH : DAMAGED);
  }
}
