import { setImmediate as turn } from 'node:timers/promises';
import type { Slices } from '../../registry/columns/slices.ts';

/** How long one thing may keep the core's thread busy, in milliseconds, before others have a turn. */
export const SLICE_MS = 15;

/**
 * Drives work in slices, with a turn for everybody else between them. Null where it was given up, because `isCurrent`
 * said that what it works on is no longer what is asked about.
 *
 * @param signal aborted by who no longer wants the result; the work then ends with the signal's reason
 */
export async function sliceBySlice<Value>(
  work: Slices<Value>,
  isCurrent: () => boolean,
  signal: AbortSignal | undefined,
): Promise<{ readonly value: Value } | null> {
  try {
    let began = performance.now();
    for (let step = work.next(); ; step = work.next()) {
      if (step.done === true) return isCurrent() ? { value: step.value } : null;
      if (step.value === 'more' && performance.now() - began < SLICE_MS) continue;
      await turn();
      signal?.throwIfAborted();
      if (!isCurrent()) return null;
      began = performance.now();
    }
  } finally {
    // Ends what was given up, so that nobody waits for it.
    work.return(undefined as never);
  }
}
