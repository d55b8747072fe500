import { sep } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { seal, unseal } from '../change/sealed-text.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import { OWN_FOLDER, type Site } from '../change/site.ts';
import { createDurably, makeFolders } from '../files/durable-file.ts';
import { isGone } from '../files/file-system.ts';
import { parseJson } from '../files/parse-json.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { checkRealFolder, isCleanPath, readTrusted, unlinkTrusted } from '../files/trust.ts';

/** A file that an import puts into the workspace: written down before the first is. */
export interface ImportedFile {
  readonly path: WorkspacePath;
  readonly size: number;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** Whether it is a stored file, a manifest, another file of a pipeline's folder, or a bundle. */
  readonly kind: 'stored' | 'manifest' | 'folder' | 'bundle';
}

/** What an import was about to do; what it did is told by the files that are there. */
export interface ImportJournal {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  readonly files: readonly ImportedFile[];
  /** The batch of the trash for damaged files that it replaces; null where it replaces none. */
  readonly trashId: string | null;
}

const IMPORTS = 'imports';
const ID = /^\d{8}T\d{6}Z-[\da-z]{6}$/;
const LARGEST = 256 * 1024 * 1024;
const HASH = /^[\da-f]{64}$/;

/** The folder of all imports, on this system. */
function importsFolder({ own }: Site): string {
  return own + sep + IMPORTS;
}

/** The folder of one import: its journal, and files on their way. */
export function importFolder(site: Site, id: string): string {
  return importsFolder(site) + sep + id;
}

function journalFile(site: Site, id: string): string {
  return importFolder(site, id) + sep + 'journal';
}

/** The id of a new import: sorts by time, and can be typed. */
export function newImportId(site: Site): string {
  const time = new Date(site.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${time}-${site.unique().slice(0, 6)}`;
}

/** Writes the journal of a new import, and waits for the disk. */
export function writeImportJournal(site: Site, journal: ImportJournal): Result<void, CleanError> {
  const made = makeFolders(site.fs, site.root, [OWN_FOLDER, IMPORTS, journal.id], sep);
  const file = journalFile(site, journal.id);
  const written = made.ok ? createDurably(site.fs, file, seal(JSON.stringify(journal))) : made;
  const synced = written.ok ? site.fs.syncFolder(importFolder(site, journal.id)) : written;
  return synced.ok ? ok(undefined) : fail(writeError(synced.error, file));
}

function isFile(value: unknown): value is ImportedFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, size, sha256, kind } = value as Record<string, unknown>;
  const isSize = Number.isSafeInteger(size) && Number(size) >= 0;
  return (
    typeof path === 'string' &&
    isCleanPath(path) &&
    isSize &&
    typeof sha256 === 'string' &&
    HASH.test(sha256) &&
    (kind === 'stored' || kind === 'manifest' || kind === 'folder' || kind === 'bundle')
  );
}

/** Reads what an import did. It is as untrusted as all of our folder: only clean paths, and files are compared with their hashes. */
export function readImportJournal(site: Site, id: string): Result<ImportJournal, CleanError> {
  const none: CleanError = {
    code: 'NOT_FOUND',
    message: `There is no import ${id} in this workspace.`,
    name: id,
  };
  if (!ID.test(id)) return fail(none);
  const bytes = readTrusted(site.fs, journalFile(site, id), LARGEST);
  if (!bytes.ok && isGone(bytes.error)) return fail(none);
  const text = bytes.ok ? unseal(bytes.value) : null;
  const value = text === null ? null : parseJson(text);
  const { timeMs, files, trashId } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const isBatch = trashId === null || (typeof trashId === 'string' && ID.test(trashId));
  if (typeof timeMs === 'number' && Array.isArray(files) && files.every(isFile) && isBatch)
    return ok({ id, timeMs, files, trashId });
  const message = `What is written down of the import ${id} can't be read, so it is not undone.`;
  return fail({ code: 'DAMAGED_BATCH', message, trash_ids: [id] });
}

const ON_ITS_WAY = /^\d+\.tmp$/;

/** Removes what imports left that were cut off: files that were on their way. For callers that hold the lock. */
export function sweepImports(site: Site): void {
  const { fs } = site;
  const folder = importsFolder(site);
  const listed = checkRealFolder(fs, folder).ok ? fs.list(folder) : null;
  if (listed?.ok !== true) return;
  for (const { name, kind } of listed.value)
    if (kind === 'folder' && ID.test(name)) removeOnTheirWay(site, name);
}

/** The same for one import. */
export function removeOnTheirWay(site: Site, id: string): void {
  const folder = importFolder(site, id);
  const listed = site.fs.list(folder);
  if (!listed.ok) return;
  for (const { name, kind } of listed.value) {
    if (kind === 'file' && ON_ITS_WAY.test(name)) unlinkTrusted(site.fs, folder + sep + name);
  }
}

/** Takes the journal of an import away that put nothing anywhere, or was undone. */
export function forgetImport(site: Site, id: string): void {
  removeOnTheirWay(site, id);
  unlinkTrusted(site.fs, journalFile(site, id));
  site.fs.removeFolder(importFolder(site, id));
}
