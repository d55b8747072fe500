import type { Manifest } from '../../../shared/domain/manifest.ts';
import { ok, fail, type Result } from '../../../shared/domain/result.ts';
import type { FileSystem } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { allRows, type ReadableIndex } from '../index/database.ts';
import type { ExportedPipeline } from '../layouts/bringing.ts';
import { bringing, layoutAt } from '../layouts/layouts.ts';

/** Artifacts as a registry of nirs4all exports them. */
export interface ExportedItems {
  readonly schema_version: '3.0';
  /** Each with every key and value of its manifest. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** The pipelines that they are of, in their order. */
  readonly manifests: readonly ExportedPipeline[];
}

/** The manifests of all pipelines of a dataset, or of all, by path. */
export function manifestsToExport(index: ReadableIndex, dataset: string | null): WorkspacePath[] {
  const rows = allRows<{ path: string }>(
    index,
    'SELECT path FROM manifest WHERE is_primary AND part IS NULL AND (:dataset IS NULL OR dataset = :dataset) ORDER BY path',
    { dataset },
  );
  return rows.map(({ path }) => path);
}

/** A manifest that is taken out, as it stands there now. */
export interface ReadOut {
  readonly path: WorkspacePath;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/** Why a pipeline of a database is not taken out, as the end of a sentence. */
const OF_DATABASE =
  'it is a row of a database, and only manifests are taken out here. nirs4all itself exports it: nirs4all.export()';

/** Reads a manifest that is taken out. Fails with the reason, the end of a sentence. */
export function readOut(fs: FileSystem, root: string, path: WorkspacePath): Result<ReadOut, string> {
  if (layoutAt(path).bringing === undefined) return fail(OF_DATABASE);
  const bytes = fs.read(systemPath(root, path));
  if (!bytes.ok) return fail(plainWords(bytes.error));
  const read = bringing.read(bytes.value);
  if (!read.ok) return fail(read.error.message);
  if (read.value === null) return fail('it is no manifest of nirs4all');
  return ok({ path, bytes: bytes.value, manifest: read.value });
}

/** The items of manifests as a registry exports them. */
export function itemsOf(manifests: readonly ReadOut[]): ExportedItems {
  return {
    schema_version: '3.0',
    items: manifests.flatMap(({ manifest }) => manifest.items.map(({ raw }) => raw)),
    manifests: manifests.map(({ path, manifest: { dataset, uid, pipelineId, name, createdAt, items } }) => ({
      path,
      dataset,
      uid,
      pipeline_id: pipelineId,
      name,
      created_at: createdAt,
      items: items.length,
    })),
  };
}

/** The items of some manifests as they stand there now. Fails with the first manifest that can't be read, and why. */
export function exportItems(
  fs: FileSystem,
  root: string,
  manifests: readonly WorkspacePath[],
): Result<ExportedItems, { readonly path: WorkspacePath; readonly reason: string }> {
  const all: ReadOut[] = [];
  for (const path of manifests) {
    const read = readOut(fs, root, path);
    if (!read.ok) return fail({ path, reason: read.error });
    all.push(read.value);
  }
  return ok(itemsOf(all));
}
