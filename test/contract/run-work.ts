import type { WorkProgress, WorkResult } from '../../shared/api/deletion/clean-work.ts';

/** Follows work to its end; returns the progress that was told, and the result. */
export async function runWork(
  started: Promise<AsyncIterator<WorkProgress, WorkResult>>,
): Promise<{ progress: WorkProgress[]; result: WorkResult }> {
  const events = await started;
  const progress: WorkProgress[] = [];
  let step = await events.next();
  for (; step.done !== true; step = await events.next()) progress.push(step.value);
  return { progress, result: step.value };
}
