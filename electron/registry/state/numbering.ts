import { rules } from '../layouts/layouts.ts';
import { basename, dirname } from 'node:path/posix';
import { numbersAboveCount, splitPipelineNumber } from '../../../shared/format/pipeline-number.ts';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import type { FileSystem } from '../files/file-system.ts';
import { folderNames } from '../files/folder-names.ts';
import { allTuples, type ReadableIndex } from '../index/database.ts';

/** The names of the pipelines' folders by the folder of their run. */
function pipelineFolders(index: ReadableIndex): ReadonlyMap<string, string[]> {
  const byRun = new Map<string, string[]>();
  const rows = allTuples<[string]>(index, 'SELECT path FROM manifest WHERE is_primary ORDER BY path');
  for (const [manifest] of rows) {
    const folder = dirname(manifest);
    const run = dirname(folder);
    const known = byRun.get(run);
    if (known === undefined) byRun.set(run, [basename(folder)]);
    else known.push(basename(folder));
  }
  return byRun;
}

/** The highest number of some folders. */
function highest(folders: readonly string[]): number {
  return folders.reduce((most, name) => Math.max(most, splitPipelineNumber(name)?.number ?? 0), 0);
}

/**
 * Pipelines whose number stands above the count of their run's folders (`pipeline-number.ts`). Only runs are looked into that
 * have fewer pipelines than their highest number says; one that can't be listed is told as such elsewhere.
 *
 * @param root the workspace's folder
 */
export function pipelinesAboveCount(index: ReadableIndex, fs: FileSystem, root: string): Finding[] {
  const findings: Finding[] = [];
  for (const [run, pipelines] of pipelineFolders(index)) {
    if (highest(pipelines) <= pipelines.length) continue;
    const names = folderNames(fs, root, run);
    if (!names.ok) continue;
    const { count, above } = numbersAboveCount(names.value.folders);
    const isAbove = new Set(above);
    for (const name of pipelines) {
      if (!isAbove.has(name)) continue;
      const message =
        `its number is above the count of folders in its run, ${count}: ` +
        'when nirs4all comes to that number again, a run of the same configuration overwrites it';
      findings.push({
        kind: 'number-above-count',
        where: rules.manifestIn(`${run}/${name}`),
        message,
        files: 1,
      });
    }
  }
  return findings;
}
