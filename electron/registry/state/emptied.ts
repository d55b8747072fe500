import { rules, words } from '../layouts/layouts.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import { datasetHint } from '../../../shared/format/run-name.ts';
import { allRows, allTuples, firstRow, type ReadableIndex } from '../index/database.ts';
import type { Blocking } from './unreadable.ts';

/** Whether a pipeline's own manifest is there that can be read: copies alone don't tell what is unused. */
export function hasPrimaryManifests(index: ReadableIndex): boolean {
  return firstRow(index, 'SELECT 1 FROM manifest WHERE is_primary AND state = 0 LIMIT 1') !== undefined;
}

interface Stored {
  readonly dataset: string;
  readonly files: number;
  readonly newest: bigint;
}

/** Datasets with stored files and without any pipeline; empty where there is no run's folder that stands empty. */
function withoutPipelines(index: ReadableIndex): Stored[] {
  return allRows<{ dataset: string; files: number; newest: string }>(
    index,
    `SELECT d.dataset, count(f.id) AS files, CAST(max(d.newest_ns) AS TEXT) AS newest
     FROM folder d CROSS JOIN file f ON f.folder_id = d.id
     WHERE d.dataset IS NOT NULL AND fold_name(d.dataset) NOT IN
       (SELECT fold_name(dataset) FROM manifest WHERE is_primary AND state = 0 AND dataset IS NOT NULL)
     GROUP BY d.dataset ORDER BY d.dataset`,
  ).map(({ newest, ...row }) => ({ ...row, newest: BigInt(newest) }));
}

/** An empty folder of a run. */
interface EmptyRun {
  readonly path: string;
  readonly datasets: ReadonlySet<string> | null;
}

/** Which dataset each empty folder of a run was of, by its name or by what is remembered of it; null where nothing tells. */
function datasetsOfEmptyRuns(index: ReadableIndex): EmptyRun[] {
  const runs = allTuples<[string, string]>(
    index,
    'SELECT run, path FROM run_folder WHERE empty = 1 ORDER BY run',
  );
  if (runs.length === 0) return [];
  const remembered = allTuples<[string, string]>(
    index,
    'SELECT DISTINCT run, dataset FROM gone WHERE run IS NOT NULL AND dataset IS NOT NULL',
  );
  const known = new Set(
    allTuples<[string]>(
      index,
      `SELECT DISTINCT fold_name(dataset) FROM (SELECT dataset FROM folder UNION SELECT dataset FROM manifest)
       WHERE dataset IS NOT NULL`,
    ).map(([dataset]) => dataset),
  );
  return runs.map(([run, path]) => {
    const hint = foldName(datasetHint(run));
    const names = remembered.filter(([of]) => of === run).map(([, dataset]) => foldName(dataset));
    // One that is remembered and is not here any more may have got another name: then nothing tells.
    const datasets = new Set([...names, hint].filter((dataset) => known.has(dataset)));
    return { path, datasets: datasets.size === 0 && !run.includes('/') ? null : datasets };
  });
}

function emptied({ dataset, files, newest }: Stored, path: string): Blocking {
  const count = files === 1 ? '1 stored file' : `${files} stored files`;
  const message =
    `This folder is empty, and no pipeline of ${dataset} is there, which has ${count}. Is a disk not mounted, or a copy not ` +
    `complete? If its pipelines were deleted, say so: then the files that nothing else names are orphans.`;
  return {
    path,
    line: null,
    column: null,
    message,
    code: 'EMPTIED',
    scope: { datasets: [dataset], runs: [] },
    identity: String(newest),
  };
}

/** The dataset that an {@link emptied} block is of. */
export function emptiedDataset({ code, scope }: Blocking): string | null {
  return code === 'EMPTIED' ? (scope?.datasets[0] ?? null) : null;
}

/**
 * Datasets whose manifests seem to be gone: none is there, while a folder of their runs stands empty, as the mount point of a disk
 * does that is not there. And the whole workspace, where no pipeline is there at all.
 */
export function emptiedBlocks(index: ReadableIndex): Blocking[] {
  if (!hasPrimaryManifests(index)) {
    const stored = firstRow<{ n: number }>(index, 'SELECT count(*) AS n FROM file WHERE is_ours');
    if ((stored?.n ?? 0) === 0) return [];
    const message =
      `No manifest of a pipeline that can be read is below ${words.runs}, so that every stored file which no copy names looks ` +
      'unused. Is a disk not mounted, or a copy not complete?';
    const scope = null;
    return [
      { path: rules.runs, line: null, column: null, message, code: 'NO_MANIFESTS', scope, identity: null },
    ];
  }
  const runs = datasetsOfEmptyRuns(index);
  if (runs.length === 0) return [];
  return withoutPipelines(index).flatMap((stored) => {
    const folded = foldName(stored.dataset);
    const run = runs.find(({ datasets }) => datasets === null || datasets.has(folded));
    return run === undefined ? [] : [emptied(stored, run.path)];
  });
}
