import { lookAgain } from '../../registry/change/look.ts';
import type { Said } from '../../registry/trash/empty.ts';
import { resumeBatch } from '../../registry/trash/resume.ts';
import { resultOf, resumedResult } from './work-result.ts';
import { workJob } from './work.ts';

/** Which batch, and what the user says of the workspace. */
export interface ResumeRequest {
  readonly id: string;
  readonly said: Said;
}

/** Goes on with work that was cut off. */
export const resume = workJob('resume', function* (cleaning, { id, said }: ResumeRequest, cancel) {
  const done = yield* resumeBatch(cleaning, id, cancel, said);
  // Before the last look, whose index tells since when a file that stayed is named.
  const told = resultOf(done, (resumed) => resumedResult(resumed, id, cleaning.workspace.index));
  yield* lookAgain(cleaning);
  return told;
});
