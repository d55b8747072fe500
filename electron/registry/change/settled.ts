import { rulesAt } from '../layouts/layouts.ts';
import type { FileSystem } from '../files/file-system.ts';
import { systemPath } from '../files/paths.ts';
import type { ReadableIndex } from '../index/database.ts';
import { allBlocks, type Settled } from '../state/blocking.ts';
import type { Decision } from './plan.ts';
import type { Site } from './site.ts';

/** What some decisions settle, as questions want it. */
export function settledBy(decisions: readonly Decision[]): Settled {
  const countedEmpty: string[] = [];
  const lookedPast: { path: string; identity: string }[] = [];
  const countedDeleted: { dataset: string; newest: string }[] = [];
  for (const decision of decisions) {
    if ('manifest' in decision) countedEmpty.push(decision.manifest);
    else if ('place' in decision) lookedPast.push({ path: decision.place, identity: decision.identity });
    else countedDeleted.push({ dataset: decision.dataset, newest: decision.newest });
  }
  return { countedEmpty, lookedPast, countedDeleted };
}

/** Where the trash is, and how to look at it. */
type TrashPlace = Pick<Site, 'trash'> & { readonly fs: FileSystem };

/**
 * Pipelines' folders whose manifest Stemma itself has moved into the trash, while something of them is in its place: work was cut
 * off, or some files were put back.
 */
function foldersInTrash({ fs, trash }: TrashPlace, index: ReadableIndex): string[] {
  const folders = allBlocks(index).filter(({ code }) => code === 'NO_MANIFEST');
  const batches = folders.length === 0 ? null : fs.list(trash);
  if (batches === null || !batches.ok) return [];
  return folders
    .map(({ path }) => path)
    .filter((path) =>
      batches.value.some(({ name, kind }) => {
        if (kind !== 'folder') return false;
        const manifest = fs.lstat(systemPath(trash, `${name}/files/${rulesAt(path).manifestIn(path)}`));
        return manifest.ok && manifest.value.kind === 'file';
      }),
    );
}

/** The same, with what lies in the trash and is not lost. */
export function settledWith(
  place: TrashPlace,
  index: ReadableIndex,
  decisions: readonly Decision[],
): Settled {
  return { ...settledBy(decisions), inTrash: foldersInTrash(place, index) };
}

/** The paths of what was decided not to be in the way. */
export function settledPaths({ countedEmpty = [], lookedPast = [] }: Settled): string[] {
  return [...countedEmpty, ...lookedPast.map(({ path }) => path)];
}
