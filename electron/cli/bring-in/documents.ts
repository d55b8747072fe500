import type { Imported } from '../../registry/bring-in/apply-import.ts';
import type { ImportBundle, ImportItem, ImportPlan } from '../../registry/bring-in/import-plan.ts';

/** What `--json` prints of an import; keys are part of the contract of the command line. */

function itemDocument(item: ImportItem) {
  return {
    source: item.source,
    target: item.target,
    status: item.status,
    reason: item.reason,
    ...(item.line === null ? {} : { line: item.line, column: item.column }),
    records: item.records,
    files: item.files.map(({ path, status, size, reason, replaces }) => ({
      path,
      status,
      size_bytes: size,
      ...(reason === null ? {} : { reason }),
      ...(replaces === null ? {} : { replaces_damaged: true }),
    })),
    folder_files: item.folderFiles.map(({ path, size }) => ({ path, size_bytes: size })),
    unresolved: item.unresolved,
    notes: item.notes,
    missing_folds: item.missingFolds,
    created_at: item.says?.createdAt ?? null,
    ...(item.meets === null
      ? {}
      : { meets: { manifest: item.meets.path, uid: item.meets.uid, created_at: item.meets.createdAt } }),
    taken: item.isTaken,
  };
}

function bundleDocument({ source, status, reason, says, madeOf, file, isTaken }: ImportBundle) {
  return {
    source,
    target: file.path,
    status,
    reason,
    size_bytes: file.size,
    steps: says?.steps ?? null,
    folds: says?.folds ?? [],
    artifacts: says?.files ?? null,
    pipeline_id: says?.pipelineId ?? null,
    dataset: says?.dataset ?? null,
    created_at: says?.createdAt ?? null,
    manifest: madeOf,
    taken: isTaken,
  };
}

/** A plan. */
export function importPlanDocument({ items, bundles, left, bytes, freeBytes }: ImportPlan) {
  return {
    items: items.map(itemDocument),
    bundles: bundles.map(bundleDocument),
    left_out: left,
    bytes,
    free_bytes: freeBytes,
  };
}

/** What applying it did. */
export function importedDocument(done: Imported) {
  const { import_id, manifests, bundles, files, bytes, skipped, trash_id, isCancelled } = done;
  return {
    import_id,
    manifests: manifests.length,
    targets: manifests,
    bundles,
    files,
    bytes,
    skipped,
    trash_id,
    cancelled: isCancelled,
  };
}
