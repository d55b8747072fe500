/**
 * Work in slices: it yields every few milliseconds, so that who drives it can let others have a turn. `wait` says
 * that it can't go on before somebody else had one.
 */
export type Slices<Value> = Generator<'more' | 'wait', Value>;

/** Does all of some work at once, for who has nobody else to think of. */
export function complete<Value>(work: Generator<unknown, Value>): Value {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** How many cheap turns of a loop make a slice of about a millisecond. */
export const SLICE = 16_384;
