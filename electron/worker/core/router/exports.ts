import { allRows } from '../../../registry/index/database.ts';
import { follow } from '../../jobs/follow.ts';
import { reasonOf } from '../../jobs/running-job.ts';
import { answerInSlices, servedBy } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';
import { selected } from './selected.ts';

/** Taking pipelines out. */
export function exportHandlers(exports: CoreProcedures['export']) {
  return {
    write: exports.write.handler(async function* write(asking) {
      const { input, errors, signal, context } = asking;
      const served = servedBy(asking);
      const to = context.places.get(input.place);
      if (to === undefined) throw errors.UNKNOWN({ data: { id: input.place } });
      const manifests = await answerInSlices(asking, function* paths(view) {
        const { going } = yield* selected(view, input.selection, false);
        return allRows<{ path: string }>(
          view.index,
          'SELECT path FROM manifest WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY path',
          { ids: JSON.stringify([...going.manifests]) },
        ).map(({ path }) => path);
      });
      const { format } = input;
      const ended = yield* follow(served.jobs.begin('writeExport', { manifests, format, to }), signal);
      switch (ended?.kind) {
        case 'done': {
          if (ended.value.ok) return ended.value.value;
          const { code, path, reason } = ended.value.error;
          throw errors[code]({ data: { path, reason } });
        }
        case 'stopped':
          throw errors.WORK_STOPPED({ data: { reason: reasonOf(ended) } });
        case 'cancelled':
        case 'failed':
        case undefined:
          throw errors.SCAN_FAILED({ data: { reason: 'it was cancelled' } });
      }
    }),
  };
}
