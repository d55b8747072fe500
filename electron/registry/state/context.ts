import { farAheadNs } from '../files/file-system.ts';
import { allRows, type ReadableIndex, type SqlParameters } from '../index/database.ts';
import { blockedBy, type Settled } from './blocking.ts';

/** Default grace period: files younger than a day may still be claimed by a running pipeline. */
export const DEFAULT_GRACE_MS = 24 * 60 * 60 * 1000;

/** What every question about a workspace needs besides the index. */
export interface QueryContext extends Settled {
  readonly index: ReadableIndex;
  /** Now, in milliseconds since 1970. */
  readonly nowMs: number;
  /** Grace period in milliseconds; 0 switches it off. */
  readonly graceMs: number;
  /** Whether the index may be behind the workspace, so that nothing can be called an orphan by it. */
  readonly isStale?: boolean;
  /** Numbers of manifests of pipelines that go: that these may be running keeps no file. */
  readonly ended?: readonly number[];
}

/** The largest time that the index holds: with the grace period off nothing is recent. */
const NEVER = 2n ** 63n - 1n;

/** The time after which a file counts as recent, in nanoseconds since 1970. */
export function recentAfterNs({ nowMs, graceMs }: QueryContext): bigint {
  return graceMs === 0 ? NEVER : BigInt(Math.floor(nowMs - graceMs)) * 1_000_000n;
}

/** SQL: whether folder `d` is one that all pipelines of the layout of pipeline `m` share, whatever their datasets. */
const SHARED_BY_ALL = `(d.run IS NULL AND d.dataset IS NULL AND d.is_searched AND d.layout = m.layout)`;

/**
 * SQL: whether pipeline `m` stores files in folder `d`: in its run's, and, where it shares files, in its dataset's or in what all
 * share. Names compare folded, for on some systems `Corn` and `corn` are one folder.
 */
export const WRITES_TO = `CASE WHEN d.run IS NOT NULL THEN fold_name(d.run) = fold_name(m.run)
  WHEN d.dataset IS NULL THEN m.shares_files AND ${SHARED_BY_ALL}
  ELSE m.shares_files AND fold_name(d.dataset) = fold_name(m.dataset) END`;

/** When something last touched what a pipeline writes: its own folder, those that it stores files in, and the database that it is a part of. */
const LAST_WRITE = `max(coalesce(m.folder_newest_ns, 0),
  coalesce((SELECT max(d.newest_ns) FROM folder d WHERE ${WRITES_TO}), 0), CASE WHEN m.part IS NULL THEN 0 ELSE m.mtime_ns END)`;

/**
 * SQL: whether pipeline `m` may be running. It has no execution trace, which nirs4all writes at the end, and
 * something of it is younger than the grace period. Wider than the state `running` of `pipelines`, which also wants
 * proof that this version writes traces: a file that a first run may claim is not to be called an orphan.
 */
export const MAY_BE_RUNNING = `((m.is_primary OR m.stands_for = 'run') AND m.state = 0 AND m.has_traces = 0 AND ${LAST_WRITE} > :recentAfter)`;

/**
 * SQL: when file `f` was written, the later of its times; an mtime far in the future says nothing (`writtenAt`). Wants the parameters
 * of {@link stateParameters}.
 */
export const WRITTEN = `CASE WHEN f.mtime_ns > :farAhead THEN f.ctime_ns ELSE max(f.mtime_ns, f.ctime_ns) END`;

/**
 * SQL: the state of file `f` (with `u` its row of file_use), the first that fits, in the order of the table in
 * `safety.md`. Wants the parameters of {@link stateParameters}.
 */
export const FILE_STATE = `CASE
  WHEN u.records > 0 AND NOT u.kept THEN 'referenced'
  WHEN u.kept THEN 'kept'
  WHEN NOT f.is_ours THEN 'foreign'
  WHEN ${WRITTEN} > :recentAfter OR f.folder_id IN (SELECT value FROM json_each(:running)) THEN 'recent'
  WHEN :blocked OR u.claimed OR f.folder_id IN (SELECT value FROM json_each(:blockedFolders)) THEN 'undecided'
  ELSE 'orphan' END`;

/**
 * The folders of stores whose files a running pipeline may still claim; names compare folded, for on some systems
 * `Corn` and `corn` are one folder.
 */
export function runningFolders(context: QueryContext): number[] {
  return foldersOfRunning(context).map(({ id }) => id);
}

/** The paths of {@link runningFolders}. */
export function runningPaths(context: QueryContext): ReadonlySet<string> {
  return new Set(foldersOfRunning(context).map(({ path }) => path));
}

function foldersOfRunning(context: QueryContext): { id: number; path: string }[] {
  if (context.graceMs === 0) return [];
  return allRows<{ id: number; path: string }>(
    context.index,
    `SELECT DISTINCT d.id, d.path FROM manifest m JOIN folder d ON m.dataset IS NULL OR fold_name(d.dataset) = fold_name(m.dataset)
       OR (d.run IS NOT NULL AND fold_name(d.run) = fold_name(m.run)) OR ${SHARED_BY_ALL}
     WHERE ${MAY_BE_RUNNING} AND m.id NOT IN (SELECT value FROM json_each(:ended))`,
    { recentAfter: recentAfterNs(context), ended: JSON.stringify(context.ended ?? []) },
  );
}

/** The parameters of {@link FILE_STATE}. */
export function stateParameters(context: QueryContext): SqlParameters {
  const blocked = blockedBy(context);
  return {
    recentAfter: recentAfterNs(context),
    farAhead: farAheadNs(context.nowMs),
    running: JSON.stringify(runningFolders(context)),
    blocked: context.isStale === true || blocked.isWhole ? 1 : 0,
    blockedFolders: JSON.stringify(blocked.folders(context.index)),
  };
}
