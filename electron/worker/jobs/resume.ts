import { lookAgain } from '../../registry/change/look.ts';
import { resumeBatch } from '../../registry/trash/resume.ts';
import { resultOf, resumedResult } from './work-result.ts';
import { workJob } from './work.ts';

/** Goes on with work that was cut off. */
export const resume = workJob('resume', function* (cleaning, { id }: { readonly id: string }, cancel) {
  const done = yield* resumeBatch(cleaning, id, cancel);
  // Before the last look, whose index tells since when a file that stayed is named.
  const told = resultOf(done, (resumed) => resumedResult(resumed, id, cleaning.workspace.index));
  yield* lookAgain(cleaning);
  return told;
});
