import { sha256OrNull } from '../../../../../shared/format/content-hash.ts';
import type { ArtifactItem, ItemShape } from '../../../../../shared/domain/manifest.ts';
import { classNameOfFileName } from '../../../../../shared/format/file-name.ts';
import { writtenSources } from '../../../../../shared/format/source-models.ts';
import {
  integerList,
  integerOrNull,
  numberOrNull,
  own,
  text,
  textList,
  textOrNull,
  type YamlMap,
} from '../../../../../shared/format/yaml-values.ts';

/** V3 ids hold a `$`; V2 ids do not, and their parts are never guessed; some items have none at all. */
function shapeOf(artifactId: string): ItemShape {
  if (artifactId === '') return 'noId';
  return artifactId.includes('$') ? 'v3' : 'v2';
}

/** Items without an id name their branch in `branch_id` (a number) instead of `branch_path`. */
function branchOf(item: YamlMap): number[] {
  const branchId = integerOrNull(own(item, 'branch_id'));
  return branchId === null ? integerList(own(item, 'branch_path')) : [branchId];
}

/** Larger than any file: 8 TB. A million records of it can still be added up. */
const LARGEST = 2 ** 43;

/** A recorded size; 0 for what no file can have, which would overflow the sums over all records. */
function sizeOf(value: unknown): number {
  const size = numberOrNull(value) ?? 0;
  return size >= 0 && size <= LARGEST ? size : 0;
}

/**
 * Reads one item of a manifest's list of artifacts, of any version. Defaults for missing keys are
 * those of nirs4all's own records: empty text, empty list or map, null index and fold, `model`, `joblib`, 0 bytes.
 */
export function readItem(item: YamlMap, position: number): ArtifactItem {
  const artifactId = text(own(item, 'artifact_id'));
  const shape = shapeOf(artifactId);
  const noId = shape === 'noId';
  const path = text(own(item, 'path'));
  const artifactType = textOrNull(own(item, 'artifact_type'));
  return {
    position,
    shape,
    artifactId: noId ? null : artifactId,
    contentHash: sha256OrNull(own(item, 'content_hash') ?? own(item, 'hash')),
    path,
    chainPath: text(own(item, 'chain_path')),
    sourceIndex: integerOrNull(own(item, 'source_index')),
    pipelineId: text(own(item, 'pipeline_id')),
    branchPath: branchOf(item),
    stepIndex: integerOrNull(own(item, 'step_index') ?? own(item, 'step')),
    substepIndex: integerOrNull(own(item, 'substep_index')),
    foldId: integerOrNull(own(item, 'fold_id')),
    artifactType: artifactType ?? (noId ? null : 'model'),
    className: noId ? classNameOfFileName(path) : text(own(item, 'class_name')),
    customName: text(own(item, 'custom_name')),
    dependsOn: textList(own(item, 'depends_on')),
    sourceModels: writtenSources(own(item, 'meta_config')).map(({ target }) => target),
    format: textOrNull(own(item, 'format')) ?? 'joblib',
    formatVersion: text(own(item, 'format_version')),
    nirs4allVersion: text(own(item, 'nirs4all_version')),
    sizeBytes: sizeOf(own(item, 'size_bytes') ?? own(item, 'size')),
    createdAt: textOrNull(own(item, 'created_at') ?? own(item, 'saved_at')),
    version: integerOrNull(own(item, 'version')) ?? (noId ? 1 : 3),
    raw: item,
  };
}
