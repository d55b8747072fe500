import { allRows, type ReadableIndex } from '../index/database.ts';
import { WRITES_TO } from './context.ts';

/** After so long without a write a pipeline is not taken for one that is being written, in milliseconds. */
const QUIET_MS = 10 * 60_000;

/**
 * The numbers of those primary manifests that nirs4all may still be writing, whatever the grace period: without an execution
 * trace, which it writes at the end, and with something of theirs written in the last ten minutes. A manifest that can't be read
 * may be one that is being rewritten.
 *
 * Times of writing (mtime) count here: nirs4all's files get theirs from the clock of the file system, while a copied
 * workspace is new to the disk and is written by nobody. A time that is to come is no sign of a writer either.
 *
 * @param nowMs by the clock of the file system, in milliseconds since 1970
 */
export function manifestsWrittenNow(index: ReadableIndex, nowMs: number): ReadonlySet<number> {
  const parameters = {
    after: BigInt(Math.floor(nowMs - QUIET_MS)) * 1_000_000n,
    before: BigInt(Math.ceil(nowMs + QUIET_MS)) * 1_000_000n,
  };
  const folders = allRows<{ id: number }>(
    index,
    `SELECT d.id FROM folder d WHERE d.newest_ns > :after
       AND EXISTS (SELECT 1 FROM file f WHERE f.folder_id = d.id AND f.mtime_ns > :after AND f.mtime_ns < :before)`,
    parameters,
  );
  const rows = allRows<{ id: number }>(
    index,
    `SELECT m.id FROM manifest m WHERE m.is_primary AND (m.state = 1 OR m.has_traces = 0)
       AND ((m.mtime_ns > :after AND m.mtime_ns < :before) OR EXISTS (
         SELECT 1 FROM json_each(:folders) j CROSS JOIN folder d ON d.id = j.value
         WHERE ${WRITES_TO}))`,
    { ...parameters, folders: JSON.stringify(folders.map(({ id }) => id)) },
  );
  return new Set(rows.map(({ id }) => id));
}
