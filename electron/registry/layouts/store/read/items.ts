import type { ArtifactItem } from '../../../../../shared/domain/manifest.ts';
import type { ResultManifest } from '../results/result-manifest.ts';
import type { ArtifactRow, ChainRow } from './tables.ts';

/** What has no place in the database's rows: an item of a store has no chain path, no parameters and no version. */
const NOTHING = {
  shape: 'v3',
  chainPath: '',
  substepIndex: null,
  customName: '',
  dependsOn: [],
  sourceModels: [],
  formatVersion: '',
  nirs4allVersion: '',
  version: 0,
} as const;

/** The fold of `fold_3`; null for what all folds share, and for a model that was fitted again on all data (`fold_final`, `final`). */
function foldOf(name: string | null): number | null {
  const digits = /^(?:fold_)?(\d{1,9})$/.exec(name ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Where a record stands in its pipeline. */
export interface Place {
  readonly position: number;
  readonly pipelineId: string;
  readonly step: number | null;
  readonly fold: string | null;
  readonly branchPath: readonly number[];
  readonly sourceIndex: number | null;
}

/** An item as a manifest has it; its `raw` in the order of keys of manifests, so that it is kept as columns alone. */
export function itemOf(
  row: ArtifactRow,
  { position, pipelineId, step, fold, branchPath, sourceIndex }: Place,
  inferredSources?: readonly string[],
): ArtifactItem {
  const foldId = foldOf(fold);
  const raw = {
    artifact_id: row.artifactId,
    content_hash: row.hash === null ? '' : `sha256:${row.hash}`,
    path: row.path,
    chain_path: '',
    source_index: sourceIndex,
    pipeline_id: pipelineId,
    branch_path: branchPath,
    step_index: step,
    substep_index: null,
    fold_id: foldId,
    artifact_type: row.type,
    class_name: row.className,
    custom_name: '',
    depends_on: [],
    format: row.format,
    format_version: '',
    nirs4all_version: '',
    size_bytes: row.size,
    created_at: row.createdAt,
    params: {},
    version: 0,
  };
  return {
    ...NOTHING,
    position,
    artifactId: row.artifactId,
    inferredSources,
    contentHash: row.hash,
    path: row.path,
    sourceIndex,
    pipelineId,
    branchPath,
    stepIndex: step,
    foldId,
    artifactType: row.type,
    className: row.className,
    format: row.format,
    sizeBytes: row.size,
    createdAt: row.createdAt,
    raw,
  };
}

/** An id that no row has: all that is known of it is the chain that uses it. */
export function unknownItem(artifactId: string, { modelClass }: ChainRow, place: Place): ArtifactItem {
  const isModel = place.fold !== null;
  const row: ArtifactRow = {
    artifactId,
    path: '',
    hash: null,
    type: isModel ? 'model' : null,
    className: isModel ? modelClass : '',
    format: '',
    size: 0,
    createdAt: null,
  };
  return { ...itemOf(row, place), uncounted: 'unknown' };
}

/**
 * The models of a stacking pipeline that lie in its native results alone. They are no records, since no row has them; the stacking model
 * says in writing which others it takes.
 */
export function resultItems(
  { models, stacking, createdAt }: ResultManifest,
  pipelineId: string,
  first: number,
): ArtifactItem[] {
  return models.map(({ id, path, hash, size, producer, branch, format }, at): ArtifactItem => {
    const isMeta = id !== '' && id === stacking?.meta;
    const type = isMeta ? 'meta_model' : 'model';
    const row = { artifactId: id, path, hash, type, className: '', format, size, createdAt };
    const branchPath = branch === null ? [] : [branch];
    const none = { step: null, fold: null, sourceIndex: null };
    const item = itemOf(row, { position: first + at, pipelineId, branchPath, ...none });
    const dependsOn = isMeta ? stacking.bases : [];
    const raw = { ...item.raw, custom_name: producer, depends_on: dependsOn };
    return { ...item, customName: producer, dependsOn, raw, uncounted: 'result' };
  });
}
