import { READ_LAYOUTS, rulesAt } from '../layouts/layouts.ts';
import type { ReadLayout } from '../layouts/layout.ts';
import { foldName } from '../../../shared/format/fold-name.ts';
import { allRows, allTuples, firstRow, type ReadableIndex } from '../index/database.ts';
import type { Blocking } from './unreadable.ts';

/** Whether a pipeline's own manifest is there that can be read: copies alone don't tell what is unused. */
function hasPipelines(index: ReadableIndex, { name }: ReadLayout): boolean {
  const sql = 'SELECT 1 FROM manifest WHERE is_primary AND state = 0 AND layout = :name LIMIT 1';
  return firstRow(index, sql, { name }) !== undefined;
}

/** Layouts that have stored files and no pipeline's manifest that can be read: those of another don't tell what of theirs is unused. */
function layoutsWithoutPipelines(index: ReadableIndex): ReadLayout[] {
  const stored = `
    SELECT 1 FROM folder d CROSS JOIN file f ON f.folder_id = d.id WHERE d.layout = :name AND f.is_ours LIMIT 1`;
  return READ_LAYOUTS.filter(
    (layout) => !hasPipelines(index, layout) && firstRow(index, stored, { name: layout.name }) !== undefined,
  );
}

/** Whether pipelines are there that say what is unused, of each layout that has stored files. */
export function hasPrimaryManifests(index: ReadableIndex): boolean {
  return (
    READ_LAYOUTS.some((layout) => hasPipelines(index, layout)) && layoutsWithoutPipelines(index).length === 0
  );
}

/** Whether all that pipelines are read from is a database that can't be: it stands in the way by itself, and nobody can decide about it. */
function isClosed(index: ReadableIndex, { name, words }: ReadLayout): boolean {
  if (words.source !== 'database') return false;
  const sql = 'SELECT 1 FROM source WHERE state = 1 AND layout = :name LIMIT 1';
  return firstRow(index, sql, { name }) !== undefined;
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
    const names = remembered.filter(([of]) => of === run).map(([, dataset]) => foldName(dataset));
    return { path, datasets: rulesAt(path).datasetsOfEmptyRun({ run, remembered: names, known }) };
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

function noManifests({ rules, words }: ReadLayout): Blocking {
  return {
    path: rules.runs,
    line: null,
    column: null,
    message: words.noneNamed,
    code: 'NO_MANIFESTS',
    scope: null,
    identity: null,
  };
}

/** The dataset that an {@link emptied} block is of. */
export function emptiedDataset({ code, scope }: Blocking): string | null {
  return code === 'EMPTIED' ? (scope?.datasets[0] ?? null) : null;
}

/**
 * Datasets whose manifests seem to be gone: none is there, while a folder of their runs stands empty, as the mount point of a disk
 * does that is not there. And the whole workspace, where no pipeline of a layout is there at all.
 */
export function emptiedBlocks(index: ReadableIndex): Blocking[] {
  const without = layoutsWithoutPipelines(index)
    .filter((layout) => !isClosed(index, layout))
    .map(noManifests);
  if (!READ_LAYOUTS.some((layout) => hasPipelines(index, layout))) return without;
  const runs = datasetsOfEmptyRuns(index);
  if (runs.length === 0) return without;
  const gone = withoutPipelines(index).flatMap((stored) => {
    const folded = foldName(stored.dataset);
    const run = runs.find(({ datasets }) => datasets === null || datasets.has(folded));
    return run === undefined ? [] : [emptied(stored, run.path)];
  });
  return [...without, ...gone];
}
