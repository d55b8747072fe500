import type { FileSystem } from '../files/file-system.ts';
import { systemPath } from '../files/paths.ts';
import type { WritableIndex } from '../index/database.ts';
import { scanWorkspace, type ScanOptions, type ScanProgress, type ScanSummary } from '../scan/scan.ts';

/**
 * How a workspace keeps its artifacts. All that differs between the layouts of nirs4all lies behind this; nothing
 * above it knows which one it shows. (Later: what refers to a file, and what may go.)
 */
export interface Layout {
  /** As `stats` names it. */
  readonly name: 'v3';
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

const LAYOUTS: readonly Layout[] = [v3Layout];

/** The layout of the workspace in a folder, or null where it is none. */
export function recogniseLayout(fs: FileSystem, root: string): Layout | null {
  return LAYOUTS.find((layout) => layout.recognises(fs, root)) ?? null;
}
