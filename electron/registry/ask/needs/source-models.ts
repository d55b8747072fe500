import type { SourceModel } from '../../../../shared/api/records/relations.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { STATUSES } from './dependencies.ts';
import { MOST_RELATED, relatedRecords } from './related.ts';

interface WrittenSource {
  readonly target: string;
  readonly feature: number;
}

/** What `meta_config.source_models` of an item says. */
function writtenSources(item: Readonly<Record<string, unknown>>): WrittenSource[] {
  const config = item['meta_config'];
  if (typeof config !== 'object' || config === null || !('source_models' in config)) return [];
  const models = config.source_models;
  if (!Array.isArray(models)) return [];
  return models.flatMap((model: unknown, place): WrittenSource[] => {
    if (typeof model !== 'object' || model === null || !('artifact_id' in model)) return [];
    const feature = 'feature_index' in model ? Number(model.feature_index) : Number.NaN;
    return [{ target: String(model.artifact_id), feature: Number.isInteger(feature) ? feature : place }];
  });
}

/** The source models of a meta-model in feature order, the first of them, and how many there are. */
export function sourceModels(
  index: ReadableIndex,
  record: number,
  item: Readonly<Record<string, unknown>>,
): { total: number; sources: SourceModel[] } {
  const written = writtenSources(item).toSorted((one, other) => one.feature - other.feature);
  const first = written.slice(0, MOST_RELATED);
  const known = new Map(
    allRows<{ target: string; id: number | null; status: number }>(
      index,
      'SELECT target, target_id AS id, status FROM dependency WHERE record_id = :record',
      { record },
    ).map((row) => [row.target, row]),
  );
  const ids = [...new Set(first.flatMap(({ target }) => known.get(target)?.id ?? []))];
  const shown = relatedRecords(index, ids);
  const byId = new Map(ids.map((id, place) => [id, shown[place]]));
  const sources = first.map(({ target, feature }): SourceModel => {
    const row = known.get(target);
    return {
      feature_index: feature,
      target,
      status: STATUSES[row?.status ?? 1] ?? 'unresolved',
      record: byId.get(row?.id ?? -1) ?? null,
    };
  });
  return { total: written.length, sources };
}
