import { firstRow, type ReadableIndex } from '../../electron/registry/index/database.ts';
import { DEFAULT_GRACE_MS, type QueryContext } from '../../electron/registry/state/context.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { findRecords } from '../../electron/registry/ask/find/find.ts';
import { openWorkspace, type OpenOptions, type Workspace } from '../../electron/registry/workspace.ts';
import type { FileState } from '../../shared/domain/states.ts';
import type { ScanProgress, ScanSummary } from '../../shared/api/workspace/workspace.ts';

/** Runs a scan to its end. */
export function scanAll(workspace: Workspace): ScanSummary | null {
  const scan = workspace.scan();
  for (let step = scan.next(); ; step = scan.next()) if (step.done === true) return step.value;
}

/** Runs a scan to its end, keeping all progress. */
export function scanWithProgress(workspace: Workspace): {
  progress: ScanProgress[];
  summary: ScanSummary | null;
} {
  const progress: ScanProgress[] = [];
  const scan = workspace.scan();
  for (let step = scan.next(); ; step = scan.next()) {
    if (step.done === true) return { progress, summary: step.value };
    progress.push(step.value);
  }
}

/** Opens a workspace that is known to be one. The index is in memory unless `options` says otherwise. */
export function open(root: string, options: OpenOptions = {}): Workspace {
  const opened = openWorkspace(root, { cache: null, ...options });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Opens a workspace and scans it. */
export function scanned(root: string, options: OpenOptions = {}): Workspace {
  const workspace = open(root, options);
  scanAll(workspace);
  return workspace;
}

/** A question without a grace period, for files that a test has just written. */
export function ungraced(index: ReadableIndex): QueryContext {
  return { index, nowMs: Date.now(), graceMs: 0 };
}

/** A question asked two days from now, when files that a test has just written are older than the grace period. */
export function twoDaysOn(index: ReadableIndex): QueryContext {
  return { index, nowMs: Date.now() + 2 * DEFAULT_GRACE_MS, graceMs: DEFAULT_GRACE_MS };
}

/** The state of every stored file by its path. */
export function statesOf(context: QueryContext): Record<string, FileState> {
  return Object.fromEntries(listFiles(context).map(({ path, status }) => [path, status]));
}

/** The number in the index of the one record that a name means. */
export function recordNumber(index: ReadableIndex, name: string, manifest?: string): number {
  const found = findRecords(index, name, manifest);
  const [record] = found;
  if (record === undefined || found.length > 1) throw new Error(`${name} means ${found.length} records`);
  return record;
}

/** The number in the index of a manifest. */
export function manifestNumber(index: ReadableIndex, path: string): number {
  const row = firstRow<{ id: number }>(index, 'SELECT id FROM manifest WHERE path = :path', { path });
  if (row === undefined) throw new Error(`no manifest ${path}`);
  return row.id;
}
