import { createHash } from 'node:crypto';
import { dirname, sep } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { chainHash } from '../../../shared/format/chain.ts';
import { makeArtifactId } from '../../../shared/format/artifact-id.ts';
import { checkBareName } from '../../../shared/format/bare-name.ts';
import { classifyFileName, expectedName } from '../../../shared/format/file-name.ts';
import { writtenSources } from '../../../shared/format/source-models.ts';
import type { CleanError } from '../change/clean-error.ts';
import { writeError } from '../change/clean-error.ts';
import { hashFile } from '../change/file-bytes.ts';
import { diskNowMs } from '../change/disk-clock.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import type { Site } from '../change/site.ts';
import type { Done } from '../files/writable-file-system.ts';
import type { CleanProgress } from '../change/outcome.ts';
import { checkNothingInterrupted } from '../change/trash.ts';
import { withLock } from '../change/with-lock.ts';
import { pipelinesAt } from '../clean/going-pipelines.ts';
import { createDurably } from '../files/durable-file.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealPlace } from '../files/trust.ts';
import { firstRow } from '../index/database.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';
import { checkOpenToImports } from './open-to-imports.ts';
import { putFile } from './put-file.ts';
import { checkFolderPath } from './target.ts';

/** What is to be registered: bytes, and what they are in a pipeline. */
export interface Registration {
  /** A path of this system. */
  readonly file: string;
  readonly manifest: WorkspacePath;
  /** The operator chain, which was read. */
  readonly chain: string;
  /** The last step of it, its branch, source and operator. */
  readonly last: {
    readonly step: number;
    readonly branchPath: readonly number[];
    readonly source: number | null;
    readonly substep: number | null;
  };
  /** Null for the one that follows from pipeline and chain. */
  readonly id: string | null;
  readonly type: string;
  readonly className: string;
  readonly format: string;
  readonly fold: number | null;
  readonly dependsOn: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
  /** For meta-models alone. */
  readonly metaConfig: Readonly<Record<string, unknown>> | null;
  readonly customName: string | null;
}

/** What registering did, or would do. */
export interface Registered {
  readonly artifact_id: string;
  readonly manifest: WorkspacePath;
  readonly path: WorkspacePath;
  readonly content_hash: string;
  readonly size_bytes: number;
  /** Whether the bytes were stored already. */
  readonly is_reused: boolean;
}

/** Whoever wants to know what registering changed on the disk, also where it fails after that. */
export interface RegisterNotes {
  /** Bytes that were not stored before. */
  readonly stored: (path: WorkspacePath) => void;
  readonly changed: (manifest: WorkspacePath, before: Uint8Array, after: Uint8Array) => void;
}

/** Why nothing is registered, besides what is in the way of any change. */
export type RegisterError =
  | CleanError
  /** The manifest has the id already: a second one would change predictions without a word. */
  | { readonly code: 'ID_EXISTS'; readonly message: string; readonly artifact_id: string }
  /** Sources that no manifest has. */
  | { readonly code: 'SOURCES_MISSING'; readonly message: string; readonly missing: readonly string[] }
  /** The file, the manifest, or a word can't be taken. */
  | { readonly code: 'CANNOT_REGISTER'; readonly message: string };

function cannot(message: string): { readonly ok: false; readonly error: RegisterError } {
  return fail({ code: 'CANNOT_REGISTER', message });
}

/** All ids that the record names. */
function sourcesOf({ dependsOn, metaConfig }: Registration): string[] {
  return [...new Set([...dependsOn, ...writtenSources(metaConfig).map(({ target }) => target)])];
}

/** The name of a stored file of a dataset with the same bytes, by the digits in its name and then by its whole hash; null for none. */
function storedAlready({ site }: Cleaning, folder: WorkspacePath, sha256: string): string | null {
  const listed = site.fs.list(systemPath(site.root, folder));
  if (!listed.ok) return null;
  const found = listed.value.find(({ name, kind }) => {
    if (kind !== 'file' || classifyFileName(name).hashPrefix !== sha256.slice(0, 12)) return false;
    const hash = hashFile(site.fs, systemPath(site.root, `${folder}/${name}`));
    return hash.ok && hash.value === sha256;
  });
  return found?.name ?? null;
}

/** Puts a manifest in the place of what it was. On its way it lies in our folder: beside the other it would be taken for a copy of it. */
export function replaceManifest({ site }: Cleaning, file: string, bytes: Uint8Array): Done {
  const { fs } = site;
  const aside = asideOf(site);
  const created = createDurably(fs, aside, bytes);
  const renamed = created.ok ? fs.rename(aside, file) : created;
  if (!renamed.ok) fs.unlink(aside);
  else fs.syncFolder(dirname(file));
  return renamed;
}

/** A name for what is on its way; what a crash leaves of such goes with the next change (`clear-away.ts`). */
function asideOf(site: Site): string {
  return `${site.own}${sep}register.${site.unique()}.tmp`;
}

/** The record as nirs4all writes one, its keys in their order. */
function itemOf(
  wish: Registration,
  facts: {
    readonly id: string;
    readonly pipelineId: string;
    readonly name: string;
    readonly sha256: string;
    readonly size: number;
    readonly now: number;
  },
): Readonly<Record<string, unknown>> {
  const { last } = wish;
  return {
    artifact_id: facts.id,
    content_hash: `sha256:${facts.sha256}`,
    path: facts.name,
    chain_path: wish.chain,
    source_index: last.source,
    pipeline_id: facts.pipelineId,
    branch_path: last.branchPath,
    step_index: last.step,
    substep_index: last.substep,
    fold_id: wish.fold,
    artifact_type: wish.type,
    class_name: wish.className,
    custom_name: wish.customName ?? '',
    depends_on: wish.dependsOn,
    format: wish.format,
    format_version: '',
    nirs4all_version: '',
    size_bytes: facts.size,
    created_at: new Date(facts.now).toISOString().replace('Z', '+00:00'),
    params: wish.params,
    version: 3,
    ...(wish.metaConfig === null ? {} : { meta_config: wish.metaConfig }),
  };
}

function* registerLocked(
  cleaning: Cleaning,
  wish: Registration,
  isApplied: boolean,
  notes: RegisterNotes | null,
): Generator<CleanProgress, Result<Registered, RegisterError>> {
  const { site, workspace } = cleaning;
  const { fs, root } = site;
  if (isApplied) yield* lookAgain(cleaning);
  const context = { index: workspace.index, nowMs: site.now(), graceMs: 0, isStale: workspace.isStale };
  const [pipeline] = pipelinesAt(context, [wish.manifest], isApplied ? diskNowMs(site) : site.now());
  if (pipeline === undefined)
    return fail({
      code: 'NOT_FOUND',
      message: `There is no pipeline ${wish.manifest} in the workspace.`,
      name: wish.manifest,
    });
  if (pipeline.mayBeRunning) {
    const message = `${wish.manifest} may be written by nirs4all just now, which would lose what is added. Wait until it has ended.`;
    return fail({ code: 'MAY_BE_RUNNING', message, manifests: [wish.manifest] });
  }
  const file = systemPath(root, wish.manifest);
  const place = checkRealPlace(fs, file);
  const bytes = place.ok ? fs.read(file) : place;
  if (!bytes.ok) return cannot(`${wish.manifest} can't be read: ${plainWords(bytes.error)}.`);
  const read = bringing.read(bytes.value);
  if (!read.ok || read.value === null)
    return cannot(`${wish.manifest} can't be read${read.ok ? '' : `: ${read.error.message}`}`);
  const { dataset, pipelineId, items } = read.value;
  if (dataset === null || pipelineId === null || checkFolderPath(dataset) !== null)
    return cannot(`${wish.manifest} names no dataset or no id.`);
  const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  const id = wish.id ?? makeArtifactId(pipelineId, chainHash(wish.chain, sha256Hex), wish.fold);
  if (items.some(({ artifactId }) => artifactId === id)) {
    const message = `${wish.manifest} has ${id} already. A second one would change predictions without a word.`;
    return fail({ code: 'ID_EXISTS', message, artifact_id: id });
  }
  const missing = sourcesOf(wish).filter(
    (source) =>
      firstRow(workspace.index, 'SELECT 1 FROM record WHERE artifact_id = :source', { source }) === undefined,
  );
  if (missing.length > 0)
    return fail({
      code: 'SOURCES_MISSING',
      message: `It needs what no manifest has: ${missing.join(', ')}.`,
      missing,
    });
  const hash = hashFile(fs, wish.file);
  const stamp = fs.stat(wish.file);
  if (!hash.ok || !stamp.ok) return cannot(`${wish.file} can't be read.`);
  const sha256 = hash.value;
  const own = expectedName(wish.type, wish.className, sha256, wish.format);
  if (checkBareName(own) !== null || classifyFileName(own).style !== 'new')
    return cannot(`${own} would be no name of a stored file: is the type or class right?`);
  const expected = rules.expectedFile({ name: own, dataset, run: null, hasId: true }) ?? own;
  const folder = expected.slice(0, -own.length - 1);
  const already = storedAlready(cleaning, folder, sha256);
  const name = already ?? own;
  const { size } = stamp.value;
  const item = itemOf(wish, { id, pipelineId, name, sha256, size, now: site.now() });
  const changed = bringing.insertItem(bytes.value, item);
  if (!changed.ok) return cannot(`${wish.manifest} stays as it is: ${changed.error}.`);
  const result: Registered = {
    artifact_id: id,
    manifest: wish.manifest,
    path: `${folder}/${name}`,
    content_hash: `sha256:${sha256}`,
    size_bytes: size,
    is_reused: already !== null,
  };
  if (!isApplied) return ok(result);
  if (already === null) {
    const put = putFile(site, asideOf(site), {
      path: `${folder}/${name}`,
      from: wish.file,
      sha256,
      mtimeMs: null,
    });
    if (!put.ok) return fail(writeError(put.error, `${folder}/${name}`));
    if (!put.value) return cannot(`Other bytes lie at ${folder}/${name}.`);
    notes?.stored(`${folder}/${name}`);
  }
  // Right before it is replaced: nirs4all takes no lock.
  const now = fs.read(file);
  if (!now.ok || !Buffer.from(now.value).equals(bytes.value))
    return cannot(`${wish.manifest} has changed meanwhile, and stays as it is.`);
  const written = replaceManifest(cleaning, file, changed.value);
  if (!written.ok) return fail(writeError(written.error, wish.manifest));
  notes?.changed(wish.manifest, bytes.value, changed.value);
  return ok(result);
}

/**
 * Stores bytes under their hash, or takes those that are stored already, and adds their record to a pipeline's manifest, every other byte as it
 * was. A crash leaves at most a stored file that nothing names. Without `isApplied` it only says what it would do; the workspace must have been
 * scanned then.
 */
export function* register(
  cleaning: Cleaning,
  wish: Registration,
  isApplied: boolean,
  notes: RegisterNotes | null = null,
): Generator<CleanProgress, Result<Registered, RegisterError>> {
  const open = checkOpenToImports(cleaning);
  if (!open.ok) return open;
  if (!isApplied) return yield* registerLocked(cleaning, wish, false, null);
  const { site } = cleaning;
  const free = checkNothingInterrupted(site);
  if (!free.ok) return free;
  const done = yield* withLock<CleanProgress, Result<Registered, RegisterError>>(site, function* work() {
    return ok(yield* registerLocked(cleaning, wish, true, notes));
  });
  return done.ok ? done.value : done;
}
