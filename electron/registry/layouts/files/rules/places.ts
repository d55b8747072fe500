import { basename, dirname } from 'node:path/posix';
import { foldName } from '../../../../../shared/format/fold-name.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import type { ExpectedFile, LookingRecord, ScopedFolder, ScopedNames } from '../../rules.ts';

const MANIFEST = 'manifest.yaml';

/** See `Rules.manifestIn`. */
export function manifestIn(folder: WorkspacePath): WorkspacePath {
  return `${folder}/${MANIFEST}`;
}

/** See `Rules.folderOf`. */
export function folderOf(manifest: WorkspacePath): WorkspacePath {
  return dirname(manifest);
}

/** See `Rules.isManifest`. */
export function isManifest(path: WorkspacePath): boolean {
  return basename(path) === MANIFEST && !path.startsWith('binaries/');
}

/** The folder in which nirs4all puts what it exports. */
export const EXPORTS = 'exports';

/** The name of a bundle: of one file, or of a program that holds one. */
const BUNDLE = /\.n4a(?:\.py)?$/i;

/** Whether a file is a bundle by its name. */
export function isBundleName(name: string): boolean {
  return BUNDLE.test(name);
}

/** See `Rules.isBundle`. */
export function isBundle(path: WorkspacePath): boolean {
  return path.startsWith(`${EXPORTS}/`) && isBundleName(path);
}

/** See `Rules.mayBeManifest`. */
export function mayBeManifest(path: WorkspacePath): boolean {
  return !path.startsWith('binaries/') && /manifest[^/]*$/i.test(path);
}

/** See `Rules.expectedFile`. Records without an id are of an old style, whose files lie in their run. */
export function expectedFile({ name, dataset, run, hasId }: ExpectedFile): WorkspacePath | null {
  if (name === '') return null;
  return !hasId && run !== null ? `runs/${run}/_binaries/${name}` : `binaries/${dataset ?? ''}/${name}`;
}

/** See `Rules.looksAt`. */
export function looksAt(record: LookingRecord, folded: WorkspacePath): boolean {
  const [first, ...inside] = folded.split('/').slice(0, -1);
  if (first === 'binaries') {
    // A dataset with `/` in its name has folders in folders; a sub-folder of one without is no place of nirs4all's, and kept too.
    const dataset = record.dataset === null ? null : foldName(record.dataset);
    return dataset === null || dataset === inside.join('/') || dataset === inside[0];
  }
  if (first !== 'runs' || inside.at(-1) !== '_binaries') return false;
  const run = inside.slice(0, -1).join('/');
  return !record.isPrimary || record.dataset === null || foldName(record.run ?? '') === run;
}

/** See `Rules.datasetsAt`. Which dataset a run's old-style files are of is not told by their path: they stay with any. */
export function datasetsAt(path: WorkspacePath): readonly string[] | null {
  const [first, ...parts] = path.split('/').map(foldName);
  return first === 'binaries' ? parts.map((_part, at) => parts.slice(0, at + 1).join('/')) : null;
}

/** See `Rules.isOf`. What is about a run is about all that lies in the first folder of its path. */
export function isOf({ dataset, run }: ScopedFolder, { datasets, runs }: ScopedNames): boolean {
  if (dataset !== null && datasets.has(foldName(dataset))) return true;
  return run !== null && runs.has(foldName(run.split('/', 1)[0] ?? run));
}
