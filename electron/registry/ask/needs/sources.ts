import type { DependsOn, SourceModel, DependencyStatus } from '../../../../shared/api/records/relations.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import { MOST_RELATED, relatedRecords } from './related.ts';
import { findCycle, type Arrow } from './topological-order.ts';

interface Edge {
  readonly from: number;
  readonly to: number | null;
  readonly target: string;
  readonly status: number;
}

const STATUSES: readonly DependencyStatus[] = ['resolved', 'unresolved', 'ambiguous'];

/** All that is within reach. CROSS JOIN keeps SQLite from scanning all dependencies for each step; UNION ends circles. */
const REACH = `WITH RECURSIVE reach(id) AS (
    SELECT target_id FROM dependency WHERE record_id = :record AND origin = 0 AND target_id IS NOT NULL
    UNION SELECT d.target_id FROM reach CROSS JOIN dependency d ON d.record_id = reach.id
    WHERE d.origin = 0 AND d.target_id IS NOT NULL)`;

function edgesFrom(index: ReadableIndex, records: readonly number[]): Edge[] {
  return allRows<Edge>(
    index,
    `SELECT d.record_id AS "from", d.target_id AS "to", d.target, d.status
     FROM json_each(:records) j CROSS JOIN dependency d ON d.record_id = j.value
     WHERE d.origin = 0 ORDER BY j.key, d.ordinal`,
    { records: JSON.stringify(records) },
  );
}

const keyOf = ({ to, target }: Edge): string => (to === null ? `?${target}` : `#${to}`);

/** The nearest dependencies, level by level, until there are enough. */
function nearest(index: ReadableIndex, record: number): { edge: Edge; depth: number }[] {
  const found = new Map<string, { edge: Edge; depth: number }>();
  let level = [record];
  for (let depth = 1; level.length > 0 && found.size < MOST_RELATED; depth += 1) {
    const next: number[] = [];
    for (const edge of edgesFrom(index, level)) {
      if (edge.to === record || found.has(keyOf(edge))) continue;
      found.set(keyOf(edge), { edge, depth });
      if (edge.to !== null) next.push(edge.to);
    }
    level = next;
  }
  return [...found.values()].slice(0, MOST_RELATED);
}

/** The circle that a record is in; null where it does not reach itself. */
function cycleOf(index: ReadableIndex, record: number): string[] | null {
  const row = firstRow<{ isIn: number }>(index, `${REACH} SELECT :record IN (SELECT id FROM reach) AS isIn`, {
    record,
  });
  if (row?.isIn !== 1) return null;
  const edges = allRows<Edge>(
    index,
    `${REACH} SELECT d.record_id AS "from", d.target_id AS "to", d.target, d.status FROM reach
     CROSS JOIN dependency d ON d.record_id = reach.id WHERE d.origin = 0`,
    { record },
  );
  const names = new Map<string, string>(
    edges.flatMap(({ to, target }) => (to === null ? [] : [[`#${to}`, target] as const])),
  );
  const arrows = edges.map((edge): Arrow => [`#${edge.from}`, keyOf(edge)]);
  return findCycle(arrows)?.map((key) => names.get(key) ?? key) ?? null;
}

/** What a record depends on as its manifest says, directly and through others. */
export function dependsOn(index: ReadableIndex, record: number): DependsOn {
  const direct = firstRow<{ n: number }>(
    index,
    'SELECT count(DISTINCT target) AS n FROM dependency WHERE record_id = :record AND origin = 0',
    { record },
  );
  const total = firstRow<{ n: number }>(
    index,
    `${REACH} SELECT count(DISTINCT coalesce('#' || d.target_id, '?' || d.target)) AS n
     FROM (SELECT id FROM reach UNION SELECT :record) near CROSS JOIN dependency d ON d.record_id = near.id
     WHERE d.origin = 0 AND d.target_id IS NOT :record`,
    { record },
  );
  const first = nearest(index, record);
  const resolved = first.flatMap(({ edge }) => (edge.to === null ? [] : [edge.to]));
  const shown = relatedRecords(index, resolved);
  const byId = new Map(resolved.map((id, place) => [id, shown[place]]));
  return {
    direct: direct?.n ?? 0,
    total: total?.n ?? 0,
    dependencies: first.map(({ edge, depth }) => ({
      target: edge.target,
      status: STATUSES[edge.status] ?? 'unresolved',
      depth,
      record: edge.to === null ? null : (byId.get(edge.to) ?? null),
    })),
    cycle: cycleOf(index, record),
  };
}

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
