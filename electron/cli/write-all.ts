import { setImmediate } from 'node:timers/promises';
import type { Chunk } from './answer.ts';
import type { Output } from './output/output.ts';
import { interruptible } from './workspace/interrupt.ts';

/** Pieces are gathered up to this many characters: one write for each line would cost more than finding the lines. */
const GATHER = 64 * 1024;

/** How long pieces may be made before signals are looked at. */
const TURN_MS = 50;

/** How writing pieces ended; `closed` where nobody reads any more. */
export type Written<Last> =
  | { readonly end: 'all'; readonly last: Last; readonly isEmpty: boolean }
  | { readonly end: 'closed' | 'interrupted' };

/** Writes pieces as they are made, no faster than they are read. */
export async function writeAll<Last>(pieces: Generator<Chunk, Last>, output: Output): Promise<Written<Last>> {
  return await interruptible(async (signal) => {
    let gathered = '';
    let isEmpty = true;
    let turn = performance.now();
    let step = pieces.next();
    for (; step.done !== true; step = pieces.next()) {
      if (step.value.length > 0) isEmpty = false;
      if (typeof step.value === 'string') gathered += step.value;
      else {
        await output.write(gathered);
        gathered = '';
        await output.write(step.value);
      }
      if (gathered.length >= GATHER) {
        await output.write(gathered);
        gathered = '';
      }
      if (performance.now() - turn > TURN_MS) {
        await setImmediate();
        turn = performance.now();
      }
      if (output.isClosed) return { end: 'closed' };
      if (signal.aborted) return { end: 'interrupted' };
    }
    await output.write(gathered);
    return { end: 'all', last: step.value, isEmpty };
  });
}
