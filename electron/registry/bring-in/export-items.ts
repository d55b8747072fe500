import { ok, fail, type Result } from '../../../shared/domain/result.ts';
import type { FileSystem } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { allRows, type ReadableIndex } from '../index/database.ts';
import { bringing } from '../layouts/layouts.ts';

/** Artifacts as a registry of nirs4all exports them. */
export interface ExportedItems {
  readonly schema_version: '3.0';
  /** Each with every key and value of its manifest. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** The manifests of all pipelines of a dataset, or of all, by path. */
export function manifestsToExport(index: ReadableIndex, dataset: string | null): WorkspacePath[] {
  const rows = allRows<{ path: string }>(
    index,
    'SELECT path FROM manifest WHERE is_primary AND (:dataset IS NULL OR dataset = :dataset) ORDER BY path',
    { dataset },
  );
  return rows.map(({ path }) => path);
}

/** The items of some manifests as they stand there now. Fails with the first manifest that can't be read, and why. */
export function exportItems(
  fs: FileSystem,
  root: string,
  manifests: readonly WorkspacePath[],
): Result<ExportedItems, { readonly path: WorkspacePath; readonly reason: string }> {
  const items: Readonly<Record<string, unknown>>[] = [];
  for (const path of manifests) {
    const bytes = fs.read(systemPath(root, path));
    if (!bytes.ok) return fail({ path, reason: plainWords(bytes.error) });
    const read = bringing.read(bytes.value);
    if (!read.ok) return fail({ path, reason: read.error.message });
    for (const item of read.value?.items ?? []) items.push(item.raw);
  }
  return ok({ schema_version: '3.0', items });
}
