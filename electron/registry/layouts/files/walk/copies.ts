import type { Entry } from '../../../files/file-system.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import { archiveKind } from '../../../files/archive/archive-kind.ts';
import type { Looker } from './looker.ts';
import { isManifestName, isManifestUnderOtherName } from './manifest-name.ts';
import type { FoundManifest, ManifestKind, StoredFile, Unopened } from '../../../index/walk-event.ts';

/** Where runs and copies of their manifests are kept, so that archives there are looked into. */
const KEPT_BELOW = /^(?:runs|exports|library)(?:\/|$)/;

/** Larger archives are not looked into. Bytes. */
export const LARGEST_ARCHIVE = 256 * 1024 * 1024;

/** What a file that is no stored one is to a walk; null for nothing. */
export type FileMeaning = 'manifest' | 'archive' | 'unopened';

/** Whether a folder is one where any name of a manifest counts: those of runs and copies, and any that has a manifest. */
export function takesOtherNames(path: WorkspacePath, entries: readonly Entry[]): boolean {
  return KEPT_BELOW.test(path) || entries.some(({ name }) => isManifestName(name));
}

/** What a file in a folder means by its name. `otherNames`: {@link takesOtherNames}. */
export function meaningOf(folder: WorkspacePath, name: string, otherNames: boolean): FileMeaning | null {
  if (isManifestName(name) || (otherNames && isManifestUnderOtherName(name))) return 'manifest';
  if (archiveKind(name) === null) return null;
  return KEPT_BELOW.test(folder) ? 'archive' : 'unopened';
}

const BAD_NAME =
  'The name of this manifest or of a folder around it is no UTF-8 text, so that Stemma can not keep what it says: rename it.';
const OTHER_ARCHIVE =
  'Stemma can not look into archives of this kind. It may hold manifests of runs: unpack it, or look past it.';
const LARGE_ARCHIVE =
  'This archive is too large to be looked into (above 256 MB). It may hold manifests of runs: unpack it, or look past it.';

/** What the place of a manifest tells of it. */
type PlaceFacts = Pick<FoundManifest, 'kind' | 'run' | 'deepRun' | 'folder' | 'pipelineFile'>;

/** The event for a manifest, an archive, or something that is not opened; what can't be taken as it is becomes a problem. */
export function eventOf(
  looker: Looker,
  path: WorkspacePath,
  { name, stamp }: StoredFile,
  meaning: FileMeaning,
  facts: PlaceFacts,
): FoundManifest | Unopened | null {
  if (meaning === 'unopened') return { type: 'unopened', path: path.toWellFormed(), what: 'archive' };
  const identity = `${stamp.device}:${stamp.inode}:${stamp.size}:${stamp.mtimeNs}`;
  if (!path.isWellFormed()) {
    looker.note(path, 'BAD_NAME', BAD_NAME, identity);
    return null;
  }
  const isArchive = meaning === 'archive';
  if (isArchive && (archiveKind(name) === 'other' || stamp.size > LARGEST_ARCHIVE)) {
    const message = archiveKind(name) === 'other' ? OTHER_ARCHIVE : LARGE_ARCHIVE;
    looker.note(path, 'ARCHIVE', message, identity);
    return null;
  }
  return { type: 'manifest', path, ...facts, stamp, isArchive };
}

/** What a copy of a kind is. */
export function copyAt(kind: ManifestKind): PlaceFacts {
  return { kind, run: null, deepRun: null, folder: null, pipelineFile: null };
}
