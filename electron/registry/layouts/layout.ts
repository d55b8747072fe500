import type { ScanProgress, ScanSummary } from '../../../shared/api/workspace/workspace.ts';
import type { FileSystem } from '../files/file-system.ts';
import { systemPath } from '../files/paths.ts';
import type { WritableIndex } from '../index/database.ts';
import { storeDatabase } from './store/store.ts';
import { scanWorkspace, type ScanOptions } from './files/scan/scan.ts';

/**
 * How a workspace keeps its artifacts. All that differs between the layouts of nirs4all lies behind this; nothing
 * above it knows which one it shows. (Later: what refers to a file, and what may go.)
 */
export interface Layout {
  /** As `stats` names it: files (`v3`), a database that Stemma does not read yet (`store`), or both side by side. */
  readonly name: 'v3' | 'store' | 'both';
  /** Whether the folder is a workspace of this layout. */
  recognises(fs: FileSystem, root: string): boolean;
  /** Brings the index to what lies in the workspace now; see `scanWorkspace`. */
  scan(
    index: WritableIndex,
    options: ScanOptions,
    prepareTables?: (() => void) | null,
  ): Generator<ScanProgress, ScanSummary>;
}

function isFolder(fs: FileSystem, path: string): boolean {
  const stamp = fs.stat(path);
  return stamp.ok && stamp.value.kind === 'folder';
}

/** Files only: manifests under `runs/`, stored files under `binaries/` (nirs4all 0.6 and before). */
export const v3Layout: Layout = {
  name: 'v3',
  recognises: (fs, root) =>
    isFolder(fs, systemPath(root, 'runs')) || isFolder(fs, systemPath(root, 'binaries')),
  scan: scanWorkspace,
};

/** A store alone: there is nothing of it in the index, and a scan finds what else may lie there. */
const storeLayout: Layout = {
  name: 'store',
  recognises: (fs, root) => storeDatabase(fs, root) !== null,
  scan: scanWorkspace,
};

/** The layout of the workspace in a folder, or null where it is none. */
export function recogniseLayout(fs: FileSystem, root: string): Layout | null {
  const hasFiles = v3Layout.recognises(fs, root);
  if (!storeLayout.recognises(fs, root)) return hasFiles ? v3Layout : null;
  return hasFiles ? { ...v3Layout, name: 'both' } : storeLayout;
}
