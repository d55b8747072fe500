import type { ImportHead, ImportRow } from '../../../shared/api/import/import-plan.ts';

/** A row of the preview of an import: a new manifest that can be taken, apart from what is said of it. */
export function plainRow(item: number, source: string, more: Partial<ImportRow> = {}): ImportRow {
  return {
    item,
    status: 'new',
    source,
    target: `${source}/manifest.yaml`,
    records: 3,
    to_copy: 1,
    here: 0,
    missing: 0,
    wrong_hash: 0,
    rejected: 0,
    size_bytes: 100,
    meets: null,
    reason: null,
    line: null,
    column: null,
    can_take: true,
    taken: true,
    provisional: false,
    ...more,
  };
}

/** A plan as a whole: two new manifests and a bundle, for which there is room, apart from what is said of it. */
export function plainHead(more: Partial<ImportHead> = {}): ImportHead {
  return {
    plan: 'import-1',
    source: 'away',
    name: 'away',
    made_at: 0,
    took_ms: 0,
    counts: { new: 2, same: 0, conflict: 0, broken: 0 },
    bundles: [],
    dataset: null,
    wants_dataset: false,
    left: [],
    left_count: 0,
    chosen: {
      manifests: 2,
      bundles: 1,
      files: { files: 96, bytes: 157_000_000 },
      missing: 2,
      unsent: { files: 0, bytes: 0 },
      version: 0,
    },
    free_bytes: 200_000_000,
    ...more,
  };
}
