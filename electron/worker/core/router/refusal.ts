import type { z } from 'zod';
import type { HeldLock } from '../../../../shared/api/deletion/clean-errors.ts';
import type { ErrorCode, errors as contractErrors } from '../../../../shared/api/errors.ts';
import type { CleanError } from '../../../registry/change/clean-error.ts';
import { heldLock, type HeldLock as FoundLock } from '../../../registry/change/held-lock.ts';
import type { Site } from '../../../registry/change/site.ts';

type DataOf<Code extends ErrorCode> = z.infer<(typeof contractErrors)[Code]['data']>;

/** What a procedure makes its errors with: those that it declares. */
export type ErrorMakers = {
  readonly [Code in ErrorCode]?: (options: { data: DataOf<Code> }) => Error;
};

/** What a NOT_FOUND is about. */
export type MissingKind = DataOf<'NOT_FOUND'>['kind'];

/** Lists of an error hold so many rows at most. */
const MOST = 1000;

/** A lock as the contract tells it. */
export function contractLock({ mark, owner, heartbeatMs, isDead }: FoundLock): HeldLock {
  return {
    mark,
    user: owner?.user ?? null,
    host: owner?.host ?? null,
    pid: owner?.pid ?? null,
    since: owner?.since ?? null,
    heartbeat: heartbeatMs === null ? null : new Date(heartbeatMs).toISOString(),
    dead: isDead,
  };
}

function lockNow(site: Site): HeldLock | null {
  const held = heldLock(site);
  return held.ok && held.value !== null ? contractLock(held.value) : null;
}

function made(errors: ErrorMakers, error: CleanError, site: Site, kind: MissingKind): Error | undefined {
  switch (error.code) {
    case 'LOCKED':
      return errors.LOCKED?.({ data: { lock: lockNow(site) } });
    case 'INTERRUPTED_WORK':
      return errors.INTERRUPTED_WORK?.({ data: { trash_ids: error.trash_ids } });
    case 'UNREADABLE': {
      const { unreadable } = error;
      return errors.UNREADABLE?.({
        data: { unreadable: unreadable.slice(0, MOST), count: unreadable.length },
      });
    }
    case 'MAY_BE_RUNNING': {
      const { manifests } = error;
      return errors.MAY_BE_RUNNING?.({
        data: { manifests: manifests.slice(0, MOST), count: manifests.length },
      });
    }
    case 'BREAKS':
      return errors.BREAKS?.({
        data: { breaks: error.breaks.slice(0, MOST), count: error.breaks.length },
      });
    case 'NO_MANIFESTS':
      return errors.NO_MANIFESTS?.({ data: { name: error.name } });
    case 'NOT_CONFIRMED':
      return errors.NOT_CONFIRMED?.({ data: { name: error.name } });
    case 'NOT_MOVABLE':
      return errors.NOT_MOVABLE?.({ data: { path: error.path, reason: error.message } });
    case 'LIBRARY_ALONE': {
      const { message: reason, manifests } = error;
      return errors.LIBRARY_ALONE?.({
        data: { reason, manifests: manifests.slice(0, MOST), count: manifests.length },
      });
    }
    case 'NOT_DECIDABLE':
      return errors.NOT_DECIDABLE?.({ data: { path: error.path, reason: error.message } });
    case 'READ_ONLY':
      return errors.READ_ONLY?.({ data: { reason: error.message } });
    case 'NO_SPACE':
      return errors.NO_SPACE?.({
        data: {
          needed_bytes: error.needed_bytes,
          needed_files: error.needed_files,
          trash_bytes: error.trash_bytes,
        },
      });
    case 'CANNOT_WRITE':
      return errors.CANNOT_WRITE?.({ data: { path: error.path, reason: error.message } });
    case 'DAMAGED_BATCH':
      return errors.CANNOT_WRITE?.({ data: { path: site.trash, reason: error.message } });
    case 'INDEX_BUSY':
      return errors.INDEX_BUSY?.({ data: {} });
    case 'NOT_FOUND':
      return errors.NOT_FOUND?.({ data: { kind, name: error.name } });
  }
}

/**
 * The contract's error for a refusal of the registry. One that the procedure does not declare is a bug.
 *
 * @param kind what a NOT_FOUND is about
 */
export function refusal(errors: ErrorMakers, error: CleanError, site: Site, kind: MissingKind): Error {
  return made(errors, error, site, kind) ?? new Error(`${error.code}: ${error.message}`);
}
