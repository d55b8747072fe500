import { emptyTrash, type EmptyRequest } from '../../registry/trash/empty.ts';
import { emptiedResult, resultOf } from './work-result.ts';
import { workJob } from './work.ts';

/** Deletes what lies in the trash for good. */
export const empty = workJob('empty', function* (cleaning, request: EmptyRequest, cancel) {
  const done = yield* emptyTrash(cleaning, request, cancel);
  const [id = null, ...others] = request.ids;
  return resultOf(done, (emptied) => emptiedResult(emptied, others.length === 0 ? id : null));
});
