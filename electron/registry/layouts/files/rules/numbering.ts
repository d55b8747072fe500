import { basename, dirname } from 'node:path/posix';
import type { Finding } from '../../../../../shared/api/workspace/findings.ts';
import { ok, type Result } from '../../../../../shared/domain/result.ts';
import { numbersAboveCount, splitPipelineNumber } from '../../../../../shared/format/pipeline-number.ts';
import type { FileError } from '../../../files/file-system.ts';
import { folderNames } from '../../../files/folder-names.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import { allTuples, type ReadableIndex } from '../../../index/database.ts';
import type { WorkspaceFolder } from '../../rules.ts';
import { manifestIn } from './places.ts';
import { RunNames } from './run-names.ts';

/** The names of the pipelines' folders by the folder of their run. */
function pipelineFolders(index: ReadableIndex): ReadonlyMap<string, string[]> {
  const byRun = new Map<string, string[]>();
  const rows = allTuples<[string]>(
    index,
    `SELECT path FROM manifest WHERE is_primary AND layout = 'v3' ORDER BY path`,
  );
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
 */
export function pipelinesAboveCount(index: ReadableIndex, { fs, root }: WorkspaceFolder): Finding[] {
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
        where: manifestIn(`${run}/${name}`),
        message,
        files: 1,
      });
    }
  }
  return findings;
}

/**
 * Where a pipeline's folder can go in a run beside what is there: under its own name but for the number, which is free and which
 * nirs4all gives to no later run (`pipeline-number.ts`). Only where there is no such number is it one behind all that are
 * there, which {@link isAboveCount} then tells. See `Rules.freeFolder`.
 */
export function freeFolder(
  { fs, root }: WorkspaceFolder,
  run: WorkspacePath,
  name: string,
  taken: Iterable<WorkspacePath> = [],
): Result<WorkspacePath, FileError> {
  const listed = folderNames(fs, root, run);
  if (!listed.ok) return listed;
  const names = new RunNames(listed.value);
  for (const path of taken) if (dirname(path) === run) names.add(basename(path));
  return ok(`${run}/${names.free(name)}`);
}

/** Whether a later run of nirs4all comes to the number of a pipeline's folder again, and may overwrite it. */
export function isAboveCount({ fs, root }: WorkspaceFolder, folder: WorkspacePath): boolean {
  const listed = folderNames(fs, root, dirname(folder));
  return listed.ok && numbersAboveCount(listed.value.folders).above.includes(basename(folder));
}
