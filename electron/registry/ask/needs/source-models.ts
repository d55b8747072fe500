import type { SourceModel } from '../../../../shared/api/records/relations.ts';
import { writtenSources } from '../../../../shared/format/source-models.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { STATUSES } from './dependencies.ts';
import { MOST_RELATED, relatedRecords } from './related.ts';

/** The source models of a meta-model in feature order, the first of them, and how many there are. */
export function sourceModels(
  index: ReadableIndex,
  record: number,
  item: Readonly<Record<string, unknown>>,
): { total: number; sources: SourceModel[] } {
  const written = writtenSources(item['meta_config']).toSorted((one, other) => one.feature - other.feature);
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

/** The models that a stacking model takes the predictions of where nothing writes it, by their numbers in the index. */
export function inferredSources(index: ReadableIndex, record: number): number[] {
  return allRows<{ id: number }>(
    index,
    'SELECT target_id AS id FROM dependency WHERE record_id = :record AND origin = 2 AND target_id IS NOT NULL ORDER BY ordinal',
    { record },
  ).map(({ id }) => id);
}
