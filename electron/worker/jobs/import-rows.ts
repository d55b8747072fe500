import type {
  ImportCounts,
  ImportFileStatus,
  ImportRow,
  ImportTotals,
} from '../../../shared/api/import/import-plan.ts';
import type { ImportBundle, ImportItem } from '../../registry/bring-in/import-plan.ts';
import type { ImportNames } from './import-names.ts';

function countOf({ files }: ImportItem, ...wanted: ImportFileStatus[]): number {
  return files.filter(({ status }) => wanted.includes(status)).length;
}

/** Whether a manifest can go in: one that is new, and one that has to go beside another. */
export function canTake({ status, manifest }: ImportItem): boolean {
  return (status === 'new' || status === 'conflict') && manifest !== null;
}

/** Whether a bundle can be copied: one that is new, and one that has to go beside another. */
export function canCopy({ status }: ImportBundle): boolean {
  return status === 'new' || status === 'conflict';
}

/** What is chosen before the user chooses: what is new, unless bytes of it are wrong or not let in. */
export function isTakenFirst(item: ImportItem): boolean {
  return canTake(item) && item.status === 'new' && countOf(item, 'wrong-hash', 'rejected') === 0;
}

/** What a manifest alone would write, in bytes. */
function bytesOf({ files, folderFiles, manifest }: ImportItem): number {
  const going = files.filter(({ status }) => status === 'copy' || status === 'unsent');
  const all = [...going, ...folderFiles, ...(manifest === null ? [] : [manifest])];
  return all.reduce((sum, { size }) => sum + (size ?? 0), 0);
}

/** A manifest as a row; `place` is its place in the plan. */
export function rowOf(item: ImportItem, place: number, names: ImportNames, taken: boolean): ImportRow {
  const { status, source, target, records, reason, line, column } = item;
  return {
    item: place,
    status,
    source: names.of(source),
    target,
    records,
    to_copy: countOf(item, 'copy', 'unsent'),
    here: countOf(item, 'present'),
    missing: countOf(item, 'missing'),
    wrong_hash: countOf(item, 'wrong-hash'),
    rejected: countOf(item, 'rejected'),
    size_bytes: bytesOf(item),
    meets: item.meets?.path ?? null,
    reason,
    line,
    column,
    can_take: canTake(item),
    taken,
    provisional: false,
  };
}

/** How many manifests are what. */
export function countsOf(items: readonly Pick<ImportItem, 'status'>[]): ImportCounts {
  const counts = { new: 0, same: 0, conflict: 0, broken: 0 };
  for (const { status } of items) counts[status] += 1;
  return counts;
}

/** What some items come to together, each file once. */
export function totalsOf(
  items: readonly ImportItem[],
  bundles: readonly ImportBundle[],
  version: number,
): ImportTotals {
  const files = new Map<string, number>();
  const own = new Map<string, number>();
  const unsent = new Map<string, number>();
  const missing = new Set<string>();
  for (const { files: named, folderFiles, manifest } of items) {
    for (const { path, status, size, from } of named) {
      if (status === 'copy' || status === 'unsent') files.set(path, size ?? 0);
      else if (status !== 'present') missing.add(path);
      if (status === 'unsent' && from !== null) unsent.set(from, size ?? 0);
    }
    for (const { path, size, from, isSent } of folderFiles) {
      files.set(path, size);
      if (!isSent && from !== null) unsent.set(from, size);
    }
    if (manifest !== null) own.set(manifest.path, manifest.size);
  }
  for (const { file } of bundles) {
    own.set(file.path, file.size);
    if (!file.isSent && file.from !== null) unsent.set(file.from, file.size);
  }
  const sum = (sizes: ReadonlyMap<string, number>): number =>
    [...sizes.values()].reduce((total, size) => total + size, 0);
  return {
    manifests: items.length,
    bundles: bundles.length,
    files: { files: files.size, bytes: sum(files) + sum(own) },
    missing: missing.size,
    unsent: { files: unsent.size, bytes: sum(unsent) },
    version,
  };
}
