import { createHash } from 'node:crypto';
import { dirname } from 'node:path/posix';
import { ok, type Result } from '../../../shared/domain/result.ts';
import { hashFile } from '../change/file-bytes.ts';
import type { Cleaning } from '../change/look.ts';
import type { FileError } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import type { ImportedFile } from './import-journal.ts';
import type { FolderFile, ImportBundle, ImportFile, ImportItem } from './import-plan.ts';
import type { Putting } from './put-file.ts';

/** A manifest with all that goes in with it, in the order in which that is written, the manifest last; or a bundle. */
export interface Going {
  /** What people call it. */
  readonly source: string;
  readonly kind: 'pipeline' | 'bundle';
  readonly target: WorkspacePath;
  readonly puttings: readonly Putting[];
  /** The stored files that its manifest names. */
  readonly files: readonly ImportFile[];
  readonly mtimeMs: number | null;
}

function ofFolder(
  cleaning: Cleaning,
  { path, from, bytes, mtimeMs }: FolderFile,
): Result<Putting, FileError> {
  if (bytes !== null)
    return ok({ path, from: bytes, sha256: createHash('sha256').update(bytes).digest('hex'), mtimeMs });
  const sha256 = hashFile(cleaning.site.fs, from ?? '');
  return sha256.ok ? ok({ path, from: from ?? '', sha256: sha256.value, mtimeMs }) : sha256;
}

/** All that a manifest brings, each with its hash. */
export function goingOf(cleaning: Cleaning, item: ImportItem): Result<Going, FileError> {
  const puttings: Putting[] = item.files.flatMap(({ path, status, sha256, from, mtimeMs }) =>
    status === 'copy' && sha256 !== null && from !== null ? [{ path, from, sha256, mtimeMs }] : [],
  );
  const own = item.manifest === null ? item.folderFiles : [...item.folderFiles, item.manifest];
  for (const file of own) {
    const putting = ofFolder(cleaning, file);
    if (!putting.ok) return putting;
    puttings.push(putting.value);
  }
  const { source, files, manifest } = item;
  const mtimeMs = manifest?.mtimeMs ?? null;
  return ok({ source, kind: 'pipeline', target: manifest?.path ?? '', puttings, files, mtimeMs });
}

/** A bundle, with its hash. */
export function goingBundle(cleaning: Cleaning, { source, file }: ImportBundle): Result<Going, FileError> {
  const putting = ofFolder(cleaning, file);
  if (!putting.ok) return putting;
  return ok({
    source,
    kind: 'bundle',
    target: file.path,
    puttings: [putting.value],
    files: [],
    mtimeMs: null,
  });
}

/** Whether the place of a pipeline is as the plan saw it: nothing lies there but files that are brought, which are compared one by one. */
export function isFree({ site }: Cleaning, { kind, target, puttings }: Going): boolean {
  // Where other bytes than its own lie in its place, putting it there says so.
  if (kind === 'bundle') return true;
  const folder = dirname(target);
  const listed = site.fs.list(systemPath(site.root, folder));
  const brought = new Set(puttings.map(({ path }) => path));
  return (
    !listed.ok ||
    listed.value.every(({ name }) => brought.has(`${folder}/${name}`) && `${folder}/${name}` !== target)
  );
}

/** Whether something of it did not come yet. */
export function isUnsent({ files, folderFiles }: ImportItem): boolean {
  return files.some(({ status }) => status === 'unsent') || folderFiles.some(({ isSent }) => !isSent);
}

/** What a file is to what goes in with it. */
function kindOf(path: WorkspacePath, { kind, target }: Going): ImportedFile['kind'] {
  if (kind === 'bundle') return 'bundle';
  if (path === target) return 'manifest';
  return dirname(path) === dirname(target) ? 'folder' : 'stored';
}

/** All that an import is about to put, each file once. */
export function journalOf(all: readonly Going[], sizeOf: (putting: Putting) => number): ImportedFile[] {
  const files = new Map<WorkspacePath, ImportedFile>();
  for (const each of all) {
    for (const putting of each.puttings) {
      const { path, sha256 } = putting;
      files.set(path, { path, size: sizeOf(putting), sha256, kind: kindOf(path, each) });
    }
  }
  return [...files.values()];
}
