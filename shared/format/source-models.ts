/** A source of a meta-model, as its `meta_config` names it. */
export interface WrittenSource {
  /** The id of an artifact. */
  readonly target: string;
  /** Which feature of the meta-model it gives; its place in the list where that is not written. */
  readonly feature: number;
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

/** Ids may be written without quotes, and be numbers then; numbers in quotes. */
function textOf(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return null;
  }
}

/** What `source_models` of an item's `meta_config` names, in the order of the list; nothing where it is no such list. */
export function writtenSources(metaConfig: unknown): WrittenSource[] {
  const models = own(metaConfig, 'source_models');
  if (!Array.isArray(models)) return [];
  return models.flatMap((model: unknown, place): WrittenSource[] => {
    const target = textOf(own(model, 'artifact_id'));
    const feature = Number(textOf(own(model, 'feature_index')) ?? Number.NaN);
    return target === null ? [] : [{ target, feature: Number.isInteger(feature) ? feature : place }];
  });
}
