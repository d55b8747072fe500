import type { Refit } from '../../../../shared/api/pipelines/pipeline-details.ts';
import { META_DATASET, refitName } from '../../../../shared/format/refit-name.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';

interface Row {
  readonly id: number;
  readonly manifest: string;
  readonly name: string;
  readonly dataset: string | null;
}

/** A run has some dozens of pipelines; of more, nobody reads a list. */
const MOST = 1000;

const OF_RUN = `
  SELECT o.id, o.path AS manifest, o.name, o.dataset FROM manifest m CROSS JOIN manifest o ON o.run_id = m.run_id
  WHERE m.id = :id AND m.run_id IS NOT NULL AND o.is_primary AND o.stands_for IS NULL AND o.name IS NOT NULL
  ORDER BY o.id LIMIT ${MOST}`;

/** Whether a model of a pipeline takes the predictions of others, which nothing writes. */
function stacks(index: ReadableIndex, { id }: Row): boolean {
  const sql =
    'SELECT 1 FROM record r CROSS JOIN dependency d ON d.record_id = r.id WHERE r.manifest_id = :id AND d.origin = 2 LIMIT 1';
  return firstRow(index, sql, { id }) !== undefined;
}

/** The dataset of what was fitted again, as its original has it. */
function datasetOf({ name, dataset }: Row): string | null {
  return refitName(name)?.role === 'meta' && dataset?.endsWith(META_DATASET) === true
    ? dataset.slice(0, -META_DATASET.length)
    : dataset;
}

/** The one pipeline that something fitted again was before; undefined where none is, or several may be. */
function originalOf(own: Row, originals: readonly Row[], isStacking: (row: Row) => boolean): Row | undefined {
  const refit = refitName(own.name);
  if (refit === null) return undefined;
  const dataset = datasetOf(own);
  const before = originals.filter((row) => row.dataset === dataset);
  const candidates =
    refit.role === 'refit' ? before.filter(({ name }) => name === refit.of) : before.filter(isStacking);
  return candidates.length === 1 ? candidates[0] : undefined;
}

/**
 * What of its run a pipeline was fitted again as, or what of it is the original: neither is written, both follow from names and datasets.
 *
 * @param id the number of the pipeline in the index
 */
export function refitsOf(index: ReadableIndex, id: number): Refit[] {
  const run = allRows<Row>(index, OF_RUN, { id });
  const own = run.find((row) => row.id === id);
  const originals = run.filter(({ name }) => refitName(name) === null);
  if (own === undefined || originals.length === run.length) return [];
  const known = new Map<number, boolean>();
  const isStacking = (row: Row): boolean => {
    const is = known.get(row.id) ?? stacks(index, row);
    known.set(row.id, is);
    return is;
  };
  const original = originalOf(own, originals, isStacking) ?? own;
  const family = run.filter((row) => row === original || originalOf(row, originals, isStacking) === original);
  return family
    .filter((row) => row !== own)
    .map(({ manifest, name, dataset }) => ({
      manifest,
      name,
      dataset,
      role: refitName(name)?.role ?? 'original',
    }));
}
