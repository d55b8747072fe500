import type { RecordState } from '../../../../shared/domain/states.ts';
import type { RecordTotals, Facets } from '../../../../shared/api/records/facets.ts';
import type { RecordQuery } from '../../../../shared/api/records/record-filter.ts';
import { columnOf, eachSlot, columnsOf, type Columns, type ViewContext } from '../../columns/columns.ts';
import { FAILS, SIZE_BOUNDS, sizeClass, stateOf, verdictsOf } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { sumsOfMarked } from '../../columns/sums.ts';
import { textOf } from '../totals/sizes.ts';
import { parameterFacets } from './parameter-facets.ts';
import { Tally } from './tally.ts';

function countManifests({ records, manifests }: Columns, marked: Uint8Array): number {
  const seen = new Uint8Array(manifests.length);
  let count = 0;
  for (let record = 0; record < marked.length; record += 1) {
    const manifest = records.manifest[record] ?? -1;
    if (marked[record] !== 1 || seen[manifest] === 1) continue;
    seen[manifest] = 1;
    count += 1;
  }
  return count;
}

/** What the records of a query use, counted once. */
export function recordTotals(context: ViewContext, query: RecordQuery): Slices<RecordTotals> {
  return context.memo.answer(`totals ${JSON.stringify(query)}`, function* sum() {
    const columns = yield* columnsOf(context);
    const { base, fails } = yield* verdictsOf(context, query);
    const meant = base.map((isListed, record) => (isListed === 1 && fails[record] === 0 ? 1 : 0));
    const { size_bytes, ...sums } = yield* sumsOfMarked(columns, meant);
    return { ...sums, stored_bytes: size_bytes, pipelines: countManifests(columns, meant) };
  });
}

/** Classes, pipelines and datasets that are given. */
const MOST = 50;

/** Counts the records of each choice; a facet's own condition does not narrow it. */
export function facetsOf(context: ViewContext, query: RecordQuery): Slices<Facets> {
  return context.memo.answer(`facets ${JSON.stringify(query)}`, function* tally() {
    const columns = yield* columnsOf(context);
    const { records, manifests } = columns;
    const { base, fails } = yield* verdictsOf(context, query);
    const sets = yield* columnOf(context, columns, 'parameters');
    const types = new Tally<number>();
    const states = new Tally<RecordState>();
    const folds = new Tally<number>();
    const sizes = new Tally<number>();
    const classes = new Tally<number>();
    const pipelines = new Tally<number>();
    const datasets = new Tally<number>();
    const parameterSets = new Tally<number>();
    yield* eachSlot(records.count, (record) => {
      if (base[record] !== 1) return;
      const failed = fails[record] ?? 0;
      if ((failed & ~FAILS.type) === 0) types.add(records.type[record] ?? 0);
      if ((failed & ~FAILS.state) === 0) states.add(stateOf(columns, record));
      if ((failed & ~FAILS.fold) === 0) folds.add(records.fold[record] ?? -1);
      if ((failed & ~FAILS.size) === 0) sizes.add(sizeClass(records.size[record] ?? 0));
      if ((failed & ~FAILS.class) === 0) classes.add(records.class[record] ?? 0);
      if (failed !== 0) return;
      pipelines.add(records.manifest[record] ?? -1);
      datasets.add(records.dataset[record] ?? 0);
      parameterSets.add(sets[record] ?? 0);
    });
    const text = textOf(context);
    return {
      types: types.commonFirst().map(([id, count]) => ({ value: text(id) || 'unknown', records: count })),
      states: states.commonFirst().map(([value, count]) => ({ value, records: count })),
      folds: [...folds.counts]
        .toSorted(([one], [other]) => one - other)
        .map(([fold, count]) => ({ value: fold < 0 ? 'all' : fold, records: count })),
      sizes: [...sizes.counts]
        .toSorted(([one], [other]) => one - other)
        .map(([place, count]) => ({
          value: SIZE_BOUNDS[place] ?? 0,
          below: SIZE_BOUNDS[place + 1] ?? null,
          records: count,
        })),
      classes: classes
        .commonFirst()
        .slice(0, MOST)
        .map(([id, count]) => ({ value: text(id), records: count })),
      class_count: classes.counts.size,
      pipelines: pipelines
        .commonFirst()
        .slice(0, MOST)
        .map(([slot, count]) => ({
          manifest: manifests[slot]?.path ?? '',
          pipeline_id: manifests[slot]?.pipelineId ?? null,
          pipeline_name: manifests[slot]?.pipelineName ?? null,
          records: count,
        })),
      datasets: datasets
        .commonFirst()
        .slice(0, MOST)
        .map(([id, count]) => ({ value: text(id), records: count })),
      parameters: parameterFacets(context.index, parameterSets),
    };
  });
}
