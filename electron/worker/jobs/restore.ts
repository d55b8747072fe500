import { lookAgain } from '../../registry/change/look.ts';
import { restoreBatch } from '../../registry/trash/restore.ts';
import { restoreWanted as putWantedBack } from '../../registry/trash/restore-wanted.ts';
import { restoredResult, resultOf } from './work-result.ts';
import { workJob } from './work.ts';

/** Puts files of a batch back, all of them where none is named, and looks at the workspace so that the index knows. */
export const restore = workJob(
  'restore',
  function* (cleaning, { id, paths }: { readonly id: string; readonly paths: readonly string[] }, cancel) {
    const done = yield* restoreBatch(cleaning, id, paths, cancel);
    yield* lookAgain(cleaning);
    return resultOf(done, (restored) => restoredResult(restored, id));
  },
);

/** Puts back what manifests need again, from any batch. */
export const restoreWanted = workJob('restore', function* (cleaning, _input: null, cancel) {
  const done = yield* putWantedBack(cleaning, cancel);
  yield* lookAgain(cleaning);
  return resultOf(done, (restored) => restoredResult(restored, null));
});
