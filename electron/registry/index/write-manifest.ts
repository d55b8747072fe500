import type { ArtifactItem, Manifest, TraceStep, Unreadable } from '../../../shared/domain/manifest.ts';
import type { FileStamp } from '../files/file-system.ts';
import type { FoundManifest, ManifestPlace } from '../walk/walk-event.ts';
import { firstRow, prepare, run, type WritableIndex } from './database.ts';
import type { Dictionary } from './dictionary.ts';
import { branchText, isPlainItem, toJson } from './record-row.ts';
import { microsecondsOf } from './timestamps.ts';

/** Numbers of `manifest.place`. */
export const PLACES: readonly ManifestPlace[] = ['run', 'library', 'export', 'other'];

/** Numbers of `manifest.state`. */
export const MANIFEST_READABLE = 0;
export const MANIFEST_UNREADABLE = 1;
export const MANIFEST_FOREIGN = 2;

/** What reading a manifest gave. */
export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable'; readonly error: Unreadable };

/** A manifest as it was read, ready for the index. */
export interface ReadManifest {
  readonly found: FoundManifest;
  /** The file's stamp when it was read, which may be later than when the walk saw it. */
  readonly stamp: FileStamp;
  /** When reading began, in nanoseconds since 1970. */
  readonly readNs: bigint;
  readonly reading: ManifestReading;
}

const INSERT_MANIFEST = `
  INSERT INTO manifest (path, place, run, state, size, mtime_ns, ctime_ns, inode, read_ns, error_code, error_line,
    error_column, error_message, schema_version, uid, pipeline_id, name, dataset, created_at, nirs4all_version,
    has_traces, folder_files, folder_bytes, folder_newest_ns)
  VALUES (:path, :place, :run, :state, :size, :mtime, :ctime, :inode, :read, :code, :line, :column, :message,
    :schema, :uid, :pipeline, :name, :dataset, :created, :version, :traces,
    :folderFiles, :folderBytes, :folderNewest)`;

const INSERT_RECORD = `
  INSERT INTO record (manifest_id, position, counted, dataset, artifact_id, hash, name, chain, source, pipeline,
    branch, step, substep, fold, type, class, custom, format, format_version, nirs4all_version, size, created_us,
    version, trace_step, item)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_STEP = `INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_DEPENDENCY = `
  INSERT OR IGNORE INTO dependency (record_id, origin, ordinal, target) VALUES (?, ?, ?, ?)`;

/** Which trace step stored an artifact: the first that names its id. */
function traceStepsById(steps: readonly TraceStep[]): ReadonlyMap<string, number> {
  const byId = new Map<string, number>();
  for (const step of steps) {
    for (const id of step.artifactIds) if (!byId.has(id)) byId.set(id, step.ordinal);
  }
  return byId;
}

/** Puts what manifests say into the index, replacing what it held for the same path. */
export class ManifestWriter {
  readonly #index: WritableIndex;
  readonly #dictionary: Dictionary;

  constructor(index: WritableIndex, dictionary: Dictionary) {
    this.#index = index;
    this.#dictionary = dictionary;
  }

  /** Writes one manifest with its records and steps. */
  put({ found, stamp, readNs, reading }: ReadManifest): void {
    this.remove(found.path);
    const error = reading.kind === 'unreadable' ? reading.error : null;
    const manifest = reading.kind === 'manifest' ? reading.manifest : null;
    const states = { manifest: MANIFEST_READABLE, unreadable: MANIFEST_UNREADABLE, foreign: MANIFEST_FOREIGN };
    const inserted = prepare(this.#index, INSERT_MANIFEST).run({
      path: found.path,
      place: PLACES.indexOf(found.place),
      run: found.run,
      state: states[reading.kind],
      size: stamp.size,
      mtime: stamp.mtimeNs,
      ctime: stamp.ctimeNs,
      inode: stamp.inode,
      read: readNs,
      code: error?.code ?? null,
      line: error?.line ?? null,
      column: error?.column ?? null,
      message: error?.message ?? null,
      schema: manifest?.schemaVersion ?? null,
      uid: manifest?.uid ?? null,
      pipeline: manifest?.pipelineId ?? null,
      name: manifest?.name ?? null,
      dataset: manifest?.dataset ?? null,
      created: manifest?.createdAt ?? null,
      // A manifest has no version of its own; its items do, and the last one written is the latest.
      version: manifest?.items.at(-1)?.nirs4allVersion ?? null,
      traces: manifest?.hasTraces === true ? 1 : 0,
      folderFiles: found.folder?.files ?? null,
      folderBytes: found.folder?.bytes ?? null,
      folderNewest: found.folder?.newestNs ?? null,
    });
    if (manifest !== null) this.#putContent(Number(inserted.lastInsertRowid), manifest, found.place === 'run');
  }

  /** Updates what the walk learned of the folder around a manifest that itself did not change. */
  putFolder(found: FoundManifest): boolean {
    if (found.folder === null) return false;
    const changed = run(
      this.#index,
      `UPDATE manifest SET folder_files = :files, folder_bytes = :bytes, folder_newest_ns = :newest
       WHERE path = :path AND (folder_files, folder_bytes, folder_newest_ns) IS NOT (:files, :bytes, :newest)`,
      {
        path: found.path,
        files: found.folder.files,
        bytes: found.folder.bytes,
        newest: found.folder.newestNs,
      },
    );
    return changed > 0;
  }

  /** Forgets a manifest and all that it said; false where there was none. */
  remove(path: string): boolean {
    const known = firstRow<{ id: number }>(this.#index, 'SELECT id FROM manifest WHERE path = :path', { path });
    if (known === undefined) return false;
    const { id } = known;
    run(
      this.#index,
      'DELETE FROM dependency WHERE record_id IN (SELECT id FROM record WHERE manifest_id = :id)',
      { id },
    );
    run(this.#index, 'DELETE FROM record WHERE manifest_id = :id', { id });
    run(this.#index, 'DELETE FROM step WHERE manifest_id = :id', { id });
    run(this.#index, 'DELETE FROM manifest WHERE id = :id', { id });
    return true;
  }

  #putContent(manifestId: number, manifest: Manifest, isPrimary: boolean): void {
    const dataset = this.#dictionary.idOf(manifest.dataset ?? '');
    const traceSteps = traceStepsById(manifest.steps);
    for (const item of manifest.items) {
      const traceStep = item.artifactId === null ? undefined : traceSteps.get(item.artifactId);
      this.#putItem(manifestId, isPrimary, dataset, item, traceStep ?? null);
    }
    for (const step of manifest.steps) this.#putStep(manifestId, step);
  }

  #putItem(manifestId: number, isPrimary: boolean, dataset: number, item: ArtifactItem, traceStep: number | null) {
    const idOf = (text: string): number => this.#dictionary.idOf(text);
    const { lastInsertRowid } = prepare(this.#index, INSERT_RECORD).run(
      manifestId,
      item.position,
      isPrimary ? 1 : 0,
      dataset,
      item.artifactId,
      item.contentHash === null ? null : Buffer.from(item.contentHash, 'hex'),
      item.path,
      idOf(item.chainPath),
      item.sourceIndex,
      idOf(item.pipelineId),
      idOf(branchText(item.branchPath)),
      item.stepIndex,
      item.substepIndex,
      item.foldId,
      idOf(item.artifactType ?? ''),
      idOf(item.className),
      idOf(item.customName),
      idOf(item.format),
      idOf(item.formatVersion),
      idOf(item.nirs4allVersion),
      Math.trunc(item.sizeBytes),
      microsecondsOf(item.createdAt),
      item.version,
      traceStep,
      isPlainItem(item) ? null : toJson(item.raw),
    );
    if (item.dependsOn.length + item.sourceModels.length === 0) return;
    const insert = prepare(this.#index, INSERT_DEPENDENCY);
    for (const [ordinal, target] of item.dependsOn.entries()) insert.run(lastInsertRowid, 0, ordinal, target);
    for (const [ordinal, target] of item.sourceModels.entries()) insert.run(lastInsertRowid, 1, ordinal, target);
  }

  #putStep(manifestId: number, step: TraceStep): void {
    const idOf = (text: string): number => this.#dictionary.idOf(text);
    prepare(this.#index, INSERT_STEP).run(
      manifestId,
      step.ordinal,
      step.stepIndex,
      idOf(step.operatorType),
      idOf(step.operatorClass),
      idOf(toJson(step.operatorConfig)),
      idOf(branchText(step.branchPath)),
      idOf(step.branchName),
      step.substepIndex,
      step.producesBranches ? 1 : 0,
      step.sourceCount,
      step.durationMs,
      idOf(toJson(step.shapes)),
    );
  }
}
