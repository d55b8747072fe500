import { hash } from 'node:crypto';
import type { YamlObject, YamlValue } from './emit-yaml.ts';
import type { Content } from './contents.ts';

const NIRS4ALL_VERSION = '0.6.2';

/** What a V3 item says about its place in the pipeline. */
export interface ItemPlace {
  readonly pipelineId: string;
  readonly chain: string;
  readonly branchPath: readonly number[];
  readonly step: number;
  readonly substep: number | null;
  readonly source: number | null;
  readonly fold: number | null;
}

export interface ItemDescription {
  readonly type: 'model' | 'transformer' | 'encoder' | 'meta_model';
  readonly className: string;
  readonly customName: string;
  readonly formatVersion: string;
  readonly createdAt: string;
  readonly params: YamlObject;
  readonly dependsOn: readonly string[];
  readonly metaConfig: YamlObject | null;
}

/** `<pipeline_id>$<first 12 digits of the SHA-256 of the chain>:<fold>`. */
export function artifactId(place: ItemPlace): string {
  return `${place.pipelineId}$${hash('sha256', place.chain, 'hex').slice(0, 12)}:${place.fold ?? 'all'}`;
}

const formatOf = (file: string): string => (file.endsWith('.pkl') ? 'cloudpickle' : 'joblib');

/** A V3 item, its keys in the order of the library. */
export function v3Item(place: ItemPlace, item: ItemDescription, content: Content): YamlObject {
  const fields: Record<string, YamlValue> = {
    artifact_id: artifactId(place),
    content_hash: 'sha256:' + content.hash,
    path: content.name,
    chain_path: place.chain,
    source_index: place.source,
    pipeline_id: place.pipelineId,
    branch_path: place.branchPath,
    step_index: place.step,
    substep_index: place.substep,
    fold_id: place.fold,
    artifact_type: item.type,
    class_name: item.className,
    custom_name: item.customName,
    depends_on: item.dependsOn,
    format: formatOf(content.name),
    format_version: item.formatVersion,
    nirs4all_version: NIRS4ALL_VERSION,
    size_bytes: content.size,
    created_at: item.createdAt,
    params: item.params,
    version: 3,
  };
  if (item.metaConfig !== null) fields['meta_config'] = item.metaConfig;
  return fields;
}

/** An item without an id, as 0.6.2 still writes it for a `concat_transform`. */
export function oldStyleItem(
  name: string,
  step: number,
  formatVersion: string,
  savedAt: string,
  content: Content,
): YamlObject {
  return {
    hash: 'sha256:' + content.hash,
    name,
    path: content.name,
    format: formatOf(content.name),
    format_version: formatVersion,
    nirs4all_version: NIRS4ALL_VERSION,
    size: content.size,
    saved_at: savedAt,
    step,
    branch_id: null,
    branch_name: null,
  };
}

/** Which models a meta-model reads, as its item repeats it. */
export function metaConfigOf(sources: readonly { readonly id: string; readonly name: string }[]): YamlObject {
  return {
    source_models: sources.map(({ id, name }, i) => ({
      artifact_id: id,
      feature_index: i,
      model_name: name,
    })),
    // The columns of equally named models coincide, so there can be fewer of them than of sources.
    feature_columns: [...new Set(sources.map(({ name }) => `${name}_pred`))],
  };
}
