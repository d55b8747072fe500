import { firstRow, type ReadableIndex } from './database.ts';

/**
 * What follows from the ways of pipelines (their outlines, and the derived chains and parameters of records) is worked out behind a large
 * scan, since nothing that a scan is made for needs it. Until then the pipelines stand in `way_to_derive`.
 */
export interface PendingWays {
  readonly pipelines: number;
  readonly records: number;
}

/** How much is left to be derived. */
export function pendingWays(index: ReadableIndex): PendingWays {
  return (
    firstRow<PendingWays>(
      index,
      `SELECT count(*) AS pipelines, coalesce(sum(u.records), 0) AS records
       FROM way_to_derive w LEFT JOIN manifest_use u ON u.manifest_id = w.manifest_id`,
    ) ?? { pipelines: 0, records: 0 }
  );
}

/** Whether anything is left to be derived. */
export function areWaysPending(index: ReadableIndex): boolean {
  return firstRow(index, 'SELECT 1 FROM way_to_derive LIMIT 1') !== undefined;
}

/** Says that a question can't be answered before all ways are derived. Whoever asked has that done, and asks again. */
export class WaysPending extends Error {
  override readonly name = 'WaysPending';

  constructor() {
    super('The ways of some pipelines are not derived yet.');
  }
}

/** To be called before anything is read of what follows from ways; throws {@link WaysPending} where it would be incomplete. */
export function requireWays(index: ReadableIndex): void {
  if (areWaysPending(index)) throw new WaysPending();
}
