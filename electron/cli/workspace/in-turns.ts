import { setImmediate } from 'node:timers/promises';

/** How long work may run before others get their turn: short enough for an interrupt to feel immediate. */
const TURN_MS = 50;

/** The result of work, or that it was given up. */
export type Turned<Value> = { readonly isDone: true; readonly value: Value } | { readonly isDone: false };

/**
 * Runs work to its end, giving the event loop its turn now and then. `onTurn` is told where the work is; where it returns false
 * the work is given up, and its own clean-up rolls back what it began. So it is once `isEnough` is true of a step, however fast they come.
 */
export async function inTurns<Step, Value>(
  work: Generator<Step, Value>,
  onTurn: (step: Step) => boolean,
  isEnough: (step: Step) => boolean = () => false,
): Promise<Turned<Value>> {
  let turn = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return { isDone: true, value: step.value };
    const isOver = isEnough(step.value);
    if (!isOver && performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    if (isOver || !onTurn(step.value)) {
      // What a generator that is given up returns says nothing.
      work.return(undefined as never);
      return { isDone: false };
    }
    turn = performance.now();
  }
}
