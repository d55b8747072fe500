import type { FileStamp } from '../files/file-system.ts';
import type { FoundManifest, ManifestKind } from './walk-event.ts';
import type { PackedBatch, PackedManifest } from './packed-batch.ts';
import { allRows, firstRow, prepare, run, type SqlValue, type WritableIndex } from './database.ts';
import type { Dictionary } from './dictionary.ts';
import type { LayoutOf } from './linking.ts';
import { RowInserter } from './row-inserter.ts';
import { branchText } from './record-row.ts';
import { RECORD_IS_TEXT, STEP_IS_TEXT, unpack } from './unpack.ts';

/** Numbers of `source.kind`. */
export const MANIFEST_KINDS: readonly ManifestKind[] = ['run', 'library', 'export', 'other'];

/** What tells the file beside a manifest from another one, or from itself after a change; empty where there is none. */
export function besideMark({ pipelineFile }: FoundManifest): string {
  if (pipelineFile === null) return '';
  const { size, mtimeNs, ctimeNs, inode } = pipelineFile;
  return [size, mtimeNs, ctimeNs, inode].join(' ');
}

/** Numbers of `source.state`. */
const STATES = { manifest: 0, unreadable: 1, foreign: 2 } as const;

const INSERT_SOURCE = `
  INSERT INTO source (path, layout, kind, state, size, mtime_ns, ctime_ns, inode, read_ns, error_code, error_line, error_column,
    error_message, named_dataset, beside, beside_problem, digest)
  VALUES (:path, :layout, :kind, :state, :size, :mtime, :ctime, :inode, :read, :code, :line, :column, :message, :named, :beside, :besideProblem, :digest)`;

const KEEP_SOURCE = `
  UPDATE source SET size = :size, mtime_ns = :mtime, ctime_ns = :ctime, inode = :inode, read_ns = :read WHERE path = :path`;

/** The columns of a stamp. */
const stampColumns = ({ size, mtimeNs, ctimeNs, inode }: FileStamp) => ({
  size,
  mtime: mtimeNs,
  ctime: ctimeNs,
  inode,
});

const INSERT_PIPELINE = `
  INSERT INTO pipeline (source_id, run, schema_version, uid, pipeline_id, name, dataset, created_at, nirs4all_version,
    has_traces, shares_files, folder_files, folder_bytes, folder_newest_ns, nameless, part, run_id, status, stands_for, native_results,
    beaten, predictions)
  VALUES (:source, :run, :schema, :uid, :pipeline, :name, :dataset, :created, :version, :traces, :sharesFiles, :folderFiles,
    :folderBytes, :folderNewest, :nameless, :part, :runId, :status, :standsFor, :nativeResults, :beaten, :predictions)`;

const INSERT_CHAIN = `INSERT INTO chain VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_USE = 'INSERT OR IGNORE INTO chain_use VALUES (?, ?, ?)';

const RECORD = `record (id, manifest_id, is_primary, dataset, artifact_id, hash, name, chain, source,
  branch, step, substep, fold, type, class, custom, format, origin, size, created_us, trace_step, position)`;

const RECORD_ROW = '(?, ?, ?, ?, ?, unhex(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

const STEP_ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

const DEPENDENCY = 'dependency (record_id, origin, ordinal, target, own, target_id, status)';

const DEPENDENCY_ROW = '(?, ?, ?, ?, ?, ?, ?)';

const INSERT_WAY = 'INSERT INTO way_to_derive (manifest_id, configured) VALUES (?, ?)';
const INSERT_LOOSE_WAYS = 'INSERT INTO record_way SELECT id, class, :nothing FROM record WHERE id >= :first';

const INSERT_FURTHER = 'INSERT INTO record_further (record_id, text) VALUES (?, ?)';

/** Puts what manifests say into the index, replacing what it held for the same paths. */
export class ManifestWriter {
  readonly #index: WritableIndex;
  readonly #dictionary: Dictionary;
  readonly #layoutOf: LayoutOf;
  readonly #recordRows: RowInserter;
  readonly #stepRows: RowInserter;
  readonly #dependencyRows: RowInserter;
  #nextRecord: number;

  constructor(index: WritableIndex, dictionary: Dictionary, layoutOf: LayoutOf) {
    this.#index = index;
    this.#layoutOf = layoutOf;
    this.#dictionary = dictionary;
    this.#recordRows = new RowInserter(index, RECORD, RECORD_ROW);
    this.#stepRows = new RowInserter(index, 'step', STEP_ROW);
    this.#dependencyRows = new RowInserter(index, DEPENDENCY, DEPENDENCY_ROW);
    const last = firstRow<{ id: number }>(index, 'SELECT coalesce(max(id), 0) AS id FROM record');
    this.#nextRecord = 1 + (last?.id ?? 0);
  }

  /** Writes a batch of manifests with their records and steps. */
  put(batch: PackedBatch): void {
    const ids = this.#dictionary.idsOf(batch.texts);
    const firstRecord = this.#nextRecord;
    let record = 0;
    let step = 0;
    let source: number | bigint = 0;
    let before: FoundManifest | null = null;
    for (const [place, manifest] of batch.manifests.entries()) {
      // The pipelines of one source come behind each other.
      if (place === 0 && batch.goesOn) source = this.#sourceAt(manifest.found.path);
      else if (manifest.found !== before && !manifest.goesOn) source = this.#putSource(manifest);
      before = manifest.found;
      // Somebody else's file says nothing of a pipeline.
      if (manifest.state === 'foreign') continue;
      const manifestId = manifest.goesOn ? this.#goOn(manifest) : this.#putPipeline(source, manifest);
      this.#putChains(manifestId, manifest);
      this.#putRecords(manifestId, manifest, batch, record, ids);
      this.#putSteps(manifestId, manifest, batch, step, ids);
      if (manifest.configured !== null) {
        prepare(this.#index, INSERT_WAY).run(manifestId, manifest.configured);
      }
      if (manifest.head?.store?.standsFor === 'rows') this.#putLooseWays(manifest.records);
      record += manifest.records;
      step += manifest.steps;
    }
    const keep = prepare(this.#index, KEEP_SOURCE);
    for (const { found, stamp, readNs } of batch.unchanged)
      keep.run({ path: found.path, read: readNs, ...stampColumns(stamp) });
    const further = prepare(this.#index, INSERT_FURTHER);
    for (const { record: place, text } of batch.further) further.run(firstRecord + place, text);
    for (const { record: place, origin, ordinal, target, own } of batch.dependencies) {
      const found = own === null ? null : firstRecord + own;
      const isOwn = own === null ? 0 : 1;
      this.#dependencyRows.add([firstRecord + place, origin, ordinal, target, isOwn, found, 1 - isOwn]);
    }
    this.#flush();
  }

  /** Writes the rows that wait for others. */
  #flush(): void {
    for (const rows of [this.#recordRows, this.#stepRows, this.#dependencyRows]) rows.flush();
  }

  /** Updates what the walk learned of the folder around a manifest that itself did not change. */
  putFolder(found: FoundManifest): boolean {
    if (found.folder === null) return false;
    const changed = run(
      this.#index,
      `UPDATE pipeline SET folder_files = :files, folder_bytes = :bytes, folder_newest_ns = :newest
       WHERE source_id = (SELECT id FROM source WHERE path = :path AND is_primary) AND (folder_files, folder_bytes, folder_newest_ns) IS NOT (:files, :bytes, :newest)`,
      {
        path: found.path,
        files: found.folder.files,
        bytes: found.folder.bytes,
        newest: found.folder.newestNs,
      },
    );
    return changed > 0;
  }

  /** What the index holds of the manifests in an archive or a database, by their paths. */
  inside(path: string): string[] {
    const sql = `SELECT path FROM source WHERE path > :path || '/' AND path < :path || '0'`;
    return allRows<{ path: string }>(this.#index, sql, { path }).map((row) => row.path);
  }

  /** Forgets a source and all that it said; false where there was none. */
  remove(path: string): boolean {
    const known = firstRow<{ id: number }>(this.#index, 'SELECT id FROM source WHERE path = :path', { path });
    if (known === undefined) return false;
    this.#flush();
    const pipelines = allRows<{ id: number }>(
      this.#index,
      'SELECT id FROM pipeline WHERE source_id = :id',
      known,
    );
    for (const { id } of pipelines) this.#removePipeline(id);
    run(this.#index, 'DELETE FROM source WHERE id = :id', { id: known.id });
    return true;
  }

  #removePipeline(id: number): void {
    const records = '(SELECT id FROM record WHERE manifest_id = :id)';
    run(this.#index, 'DELETE FROM chain_use WHERE chain IN (SELECT id FROM chain WHERE manifest_id = :id)', {
      id,
    });
    run(this.#index, 'DELETE FROM chain WHERE manifest_id = :id', { id });
    run(this.#index, `DELETE FROM dependency WHERE record_id IN ${records}`, { id });
    run(this.#index, `DELETE FROM record_further WHERE record_id IN ${records}`, { id });
    run(this.#index, `DELETE FROM record_way WHERE record_id IN ${records}`, { id });
    run(this.#index, 'DELETE FROM record WHERE manifest_id = :id', { id });
    run(this.#index, 'DELETE FROM step WHERE manifest_id = :id', { id });
    run(this.#index, 'DELETE FROM outline WHERE manifest_id = :id', { id });
    run(this.#index, 'DELETE FROM way_to_derive WHERE manifest_id = :id', { id });
    run(this.#index, 'DELETE FROM pipeline WHERE id = :id', { id });
  }

  #putSource({
    found,
    stamp,
    readNs,
    state,
    error,
    namedDataset,
    beside,
    digest,
  }: PackedManifest): number | bigint {
    this.remove(found.path);
    return prepare(this.#index, INSERT_SOURCE).run({
      path: found.path,
      layout: this.#layoutOf(found.path),
      kind: MANIFEST_KINDS.indexOf(found.kind),
      state: STATES[state],
      ...stampColumns(stamp),
      read: readNs,
      code: error?.code ?? null,
      line: error?.line ?? null,
      column: error?.column ?? null,
      message: error?.message ?? null,
      named: namedDataset,
      beside: beside === null ? null : besideMark(found),
      besideProblem: beside?.problem ?? null,
      digest,
    }).lastInsertRowid;
  }

  #sourceAt(path: string): number {
    const known = firstRow<{ id: number }>(this.#index, 'SELECT id FROM source WHERE path = :path', { path });
    if (known === undefined) throw new Error(`There is nothing of ${path} yet to go on with.`);
    return known.id;
  }

  /** The manifest that further records are of: the last one of its source. */
  #goOn({ found: { path }, nameless }: PackedManifest): number {
    const source = this.#sourceAt(path);
    const last = firstRow<{ id: number }>(
      this.#index,
      'SELECT id FROM pipeline WHERE source_id = :source ORDER BY id DESC LIMIT 1',
      {
        source,
      },
    );
    if (last === undefined) throw new Error(`${path} has no pipeline yet to go on with.`);
    run(this.#index, 'UPDATE pipeline SET nameless = nameless + :nameless WHERE id = :id', {
      nameless,
      ...last,
    });
    return last.id;
  }

  #putPipeline(
    source: number | bigint,
    { found, nameless, head, sharesFiles, nirs4allVersion }: PackedManifest,
  ): number {
    const { lastInsertRowid } = prepare(this.#index, INSERT_PIPELINE).run({
      source,
      run: head?.store?.run ?? found.run,
      schema: head?.schemaVersion ?? null,
      uid: head?.uid ?? null,
      pipeline: head?.pipelineId ?? null,
      name: head?.name ?? null,
      dataset: head?.dataset ?? null,
      created: head?.createdAt ?? null,
      version: nirs4allVersion,
      traces: head?.hasTraces === true ? 1 : 0,
      sharesFiles: sharesFiles ? 1 : 0,
      folderFiles: found.folder?.files ?? null,
      folderBytes: found.folder?.bytes ?? null,
      folderNewest: found.folder?.newestNs ?? null,
      nameless,
      part: head?.store?.part ?? null,
      runId: head?.store?.runId ?? null,
      status: head?.store?.status ?? null,
      standsFor: head?.store?.standsFor ?? null,
      nativeResults: head?.store?.nativeResults ?? null,
      beaten: head?.store?.isBeaten === true ? 1 : 0,
      predictions: head?.store?.predictions ?? null,
    });
    return Number(lastInsertRowid);
  }

  /** Before the records of the manifest, whose numbers go on from {@link #nextRecord}. */
  #putChains(manifestId: number, { head }: PackedManifest): void {
    const insert = prepare(this.#index, INSERT_CHAIN);
    const insertUse = prepare(this.#index, INSERT_USE);
    for (const chain of head?.store?.chains ?? []) {
      const { lastInsertRowid } = insert.run(
        manifestId,
        chain.chainId,
        chain.step,
        chain.modelClass,
        chain.strategy,
        chain.preprocessings,
        branchText(chain.branchPath),
        chain.sourceIndex,
      );
      for (const { position, fold } of chain.uses) {
        insertUse.run(lastInsertRowid, this.#nextRecord + position, fold);
      }
    }
  }

  #putRecords(
    manifestId: number,
    manifest: PackedManifest,
    batch: PackedBatch,
    first: number,
    ids: readonly number[],
  ): void {
    // Records that no chain of a database uses are counted, though no pipeline has them.
    const isPrimary = manifest.found.kind === 'run' || manifest.head?.store?.standsFor === 'rows' ? 1 : 0;
    const uncounted = new Set(manifest.uncounted);
    const values: SqlValue[] = [0, manifestId, isPrimary, ids[manifest.dataset] ?? 0];
    for (let place = 0; place < manifest.records; place += 1) {
      values[0] = this.#nextRecord;
      values[2] = uncounted.has(place) ? 0 : isPrimary;
      unpack(values, 4, batch.records, first + place, RECORD_IS_TEXT, ids);
      this.#recordRows.add(values);
      this.#nextRecord += 1;
    }
  }

  /** Records of no pipeline, those that were put last, have no way but themselves: nothing is to be derived. */
  #putLooseWays(records: number): void {
    const [nothing = 0] = this.#dictionary.idsOf(['']);
    this.#flush();
    prepare(this.#index, INSERT_LOOSE_WAYS).run({ nothing, first: this.#nextRecord - records });
  }

  #putSteps(
    manifestId: number,
    manifest: PackedManifest,
    batch: PackedBatch,
    first: number,
    ids: readonly number[],
  ): void {
    const values: SqlValue[] = [manifestId];
    for (let place = 0; place < manifest.steps; place += 1) {
      unpack(values, 1, batch.steps, first + place, STEP_IS_TEXT, ids);
      this.#stepRows.add(values);
    }
  }
}
