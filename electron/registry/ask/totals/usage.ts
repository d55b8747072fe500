import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { Usage } from '../../../../shared/api/workspace/overview.ts';
import { unusedFiles } from '../../columns/unused-files.ts';
import type { Slices } from '../../columns/slices.ts';
import { allRows } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';

type Sums = { -readonly [Key in keyof FileTotals]: FileTotals[Key] };

/** Files by who uses them, to be added to; each is in one part. */
export type UsageSums = Record<keyof Usage, Sums>;

/** The parts. */
export const USAGE_PARTS = [
  'one_pipeline',
  'several_pipelines',
  'copies',
  'kept',
  'orphan',
  'undecided',
  'foreign',
  'recent',
] as const satisfies readonly (keyof Usage)[];

/** No file at all. */
export const noFiles = (): Sums => ({ files: 0, bytes: 0 });

/** No file in any part. */
export function noUsage(): UsageSums {
  return {
    one_pipeline: noFiles(),
    several_pipelines: noFiles(),
    copies: noFiles(),
    kept: noFiles(),
    orphan: noFiles(),
    undecided: noFiles(),
    foreign: noFiles(),
    recent: noFiles(),
  };
}

/** Adds files to others. */
export function addFiles(totals: Sums, { files, bytes }: FileTotals): void {
  totals.files += files;
  totals.bytes += bytes;
}

/** Of files that some manifest names, in the order of `folder_use.part`. */
const USED_PARTS = ['copies', 'one_pipeline', 'several_pipelines', 'kept'] as const;

/**
 * All stored files by the dataset of their folder, or of the first pipeline that uses them where all datasets share it (null for none), and by who uses them. Each counts once, whatever names it has
 * through links.
 */
export function* usageByDataset(context: QueryContext): Slices<Map<string | null, UsageSums>> {
  const usage = new Map<string | null, UsageSums>();
  const of = (dataset: string | null): UsageSums => {
    let sums = usage.get(dataset);
    if (sums === undefined) usage.set(dataset, (sums = noUsage()));
    return sums;
  };
  const rows = allRows<FileTotals & { dataset: string | null; part: number }>(
    context.index,
    `SELECT coalesce(d.dataset, nullif(t.text, '')) AS dataset, u.part, sum(u.files) AS files, sum(u.bytes) AS bytes
     FROM folder_use u CROSS JOIN folder d ON d.id = u.folder_id LEFT JOIN dictionary t ON t.id = u.dataset GROUP BY 1, 2`,
  );
  for (const { dataset, part, ...files } of rows) {
    addFiles(of(dataset)[USED_PARTS[part] ?? 'several_pipelines'], files);
  }
  for (const { dataset, state, ...files } of yield* unusedFiles(context)) addFiles(of(dataset)[state], files);
  return usage;
}
