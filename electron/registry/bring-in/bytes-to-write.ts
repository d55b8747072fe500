import type { WorkspacePath } from '../files/paths.ts';
import type { ImportBundle, ImportItem } from './import-plan.ts';

/** What applying a plan writes, each path once: `copies` of stored files, then what the folders of pipelines hold, manifests last. */
export function bytesToWrite(items: readonly ImportItem[], bundles: readonly ImportBundle[]): number {
  const sizes = new Map<WorkspacePath, number>();
  for (const { isTaken, files, folderFiles, manifest } of items) {
    if (!isTaken) continue;
    for (const { path, status, size } of files)
      if (status === 'copy' || status === 'unsent') sizes.set(path, size ?? 0);
    for (const { path, size } of folderFiles) sizes.set(path, size);
    if (manifest !== null) sizes.set(manifest.path, manifest.size);
  }
  for (const { isTaken, file } of bundles) if (isTaken) sizes.set(file.path, file.size);
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
