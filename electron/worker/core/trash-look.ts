import type { FromTrashLook, TrashLook, TrashLookOptions } from '../work-protocol.ts';
import { endText, ThreadJob } from './thread-job.ts';

/** A look at the trash came to nothing: its thread died. */
export class LookStopped extends Error {}

/** Looks at the trash in a thread of its own, since a network drive may take its time. */
export async function lookAtTrash<Look extends TrashLook>(
  place: Omit<TrashLookOptions, 'look'>,
  look: Look,
): Promise<Extract<FromTrashLook, { type: Look['kind'] }>> {
  let told: FromTrashLook | null = null;
  const options: TrashLookOptions = { ...place, look };
  const job = new ThreadJob<FromTrashLook>('work-thread', options, Promise.resolve(), (message) => {
    told = message;
  });
  const end = await job.ended;
  if (told === null) throw new LookStopped(endText(end));
  return told;
}
