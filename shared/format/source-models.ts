import { isMap, own, textOrNull } from './yaml-values.ts';

/** A source of a meta-model, as its `meta_config` names it. */
export interface WrittenSource {
  /** The id of an artifact. */
  readonly target: string;
  /** Which feature of the meta-model it gives; its place in the list where that is not written. */
  readonly feature: number;
}

/** What `source_models` of an item's `meta_config` names, in the order of the list; nothing where it is no such list. */
export function writtenSources(metaConfig: unknown): WrittenSource[] {
  const models = isMap(metaConfig) ? own(metaConfig, 'source_models') : null;
  if (!Array.isArray(models)) return [];
  return models.flatMap((model: unknown, place): WrittenSource[] => {
    if (!isMap(model)) return [];
    const target = textOrNull(own(model, 'artifact_id'));
    // Numbers may stand in quotes.
    const feature = Number(textOrNull(own(model, 'feature_index')) ?? Number.NaN);
    return target === null ? [] : [{ target, feature: Number.isInteger(feature) ? feature : place }];
  });
}
