/** What tells how a call goes on, and ends with its result. */
interface Telling<Progress, Result> {
  next(): Promise<IteratorResult<Progress, Result>>;
}

/** Follows a call to its end; returns the progress that was told, and the result. */
export async function followed<Progress, Result>(
  started: PromiseLike<Telling<Progress, Result>> | Telling<Progress, Result>,
): Promise<{ progress: Progress[]; result: Result }> {
  const events = await started;
  const progress: Progress[] = [];
  let step = await events.next();
  for (; step.done !== true; step = await events.next()) progress.push(step.value);
  return { progress, result: step.value };
}
