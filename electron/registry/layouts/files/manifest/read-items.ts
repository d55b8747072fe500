import { sha256OrNull } from '../../../../../shared/format/content-hash.ts';
import type { ArtifactItem, ItemShape } from '../../../../../shared/domain/manifest.ts';
import { classNameOfFileName } from '../../../../../shared/format/file-name.ts';
import { writtenSources } from '../../../../../shared/format/source-models.ts';
import {
  integerList,
  integerOrNull,
  numberOrNull,
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
  const branchId = integerOrNull(item['branch_id']);
  return branchId === null ? integerList(item['branch_path']) : [branchId];
}

/** Larger than any file: 8 TB. A million records of it can still be added up. */
const LARGEST = 2 ** 43;

/** A recorded size; 0 for what no file can have, which would overflow the sums over all records. */
function sizeOf(value: unknown): number {
  const size = numberOrNull(value) ?? 0;
  return size >= 0 && size <= LARGEST ? size : 0;
}

/**
 * Reads one item of a manifest's list of artifacts, of any version. Nothing that all objects inherit is called like one of its keys,
 * so that they are read as they are, at a third of the price. Defaults for missing keys are
 * those of nirs4all's own records: empty text, empty list or map, null index and fold, `model`, `joblib`, 0 bytes.
 */
export function readItem(item: YamlMap, position: number): ArtifactItem {
  const artifactId = text(item['artifact_id']);
  const shape = shapeOf(artifactId);
  const noId = shape === 'noId';
  const path = text(item['path']);
  const artifactType = textOrNull(item['artifact_type']);
  return {
    position,
    shape,
    artifactId: noId ? null : artifactId,
    contentHash: sha256OrNull(item['content_hash'] ?? item['hash']),
    path,
    chainPath: text(item['chain_path']),
    sourceIndex: integerOrNull(item['source_index']),
    pipelineId: text(item['pipeline_id']),
    branchPath: branchOf(item),
    stepIndex: integerOrNull(item['step_index'] ?? item['step']),
    substepIndex: integerOrNull(item['substep_index']),
    foldId: integerOrNull(item['fold_id']),
    artifactType: artifactType ?? (noId ? null : 'model'),
    className: noId ? classNameOfFileName(path) : text(item['class_name']),
    customName: text(item['custom_name']),
    dependsOn: textList(item['depends_on']),
    sourceModels: writtenSources(item['meta_config']).map(({ target }) => target),
    format: textOrNull(item['format']) ?? 'joblib',
    formatVersion: text(item['format_version']),
    nirs4allVersion: text(item['nirs4all_version']),
    sizeBytes: sizeOf(item['size_bytes'] ?? item['size']),
    createdAt: textOrNull(item['created_at'] ?? item['saved_at']),
    version: integerOrNull(item['version']) ?? (noId ? 1 : 3),
    raw: item,
  };
}
