import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { desktopApi } from '../connection/desktop-api.ts';
import type { Connections } from '../connection/connections.ts';
import type { DropFailure, Following } from './page-drops.ts';
import type { TakenFiles } from './take-transfer.ts';

/** A drop that the host knows. */
export interface HostDrop {
  /** By which the host finds it. */
  readonly drop: string;
  /** Names, or paths in the drop, of what is not in it: it lies on no disk, or can't be read. */
  readonly without: readonly string[];
}

/** Gives what was dropped, pasted or picked to the host: on the desktop by its paths, in a browser by its list and what a preview needs. */
export async function beginDrop(
  { drops }: Connections,
  taken: TakenFiles,
  following: Following,
): Promise<Result<HostDrop, DropFailure>> {
  if (drops !== null) {
    const begun = await drops.begin(taken, following);
    return begun.ok ? ok({ drop: begun.value.drop, without: begun.value.unreadable }) : begun;
  }
  if (taken.files.length === 0) return fail({ kind: 'nothing' });
  const kept = await desktopApi()?.drop(taken.files);
  if (kept === undefined) throw new Error('A page without a desktop app has no way to take drops');
  const { id, notOnDisk } = kept;
  return id === null ? fail({ kind: 'not-on-disk', names: notOnDisk }) : ok({ drop: id, without: notOnDisk });
}
