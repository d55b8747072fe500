import { statistics } from '../../../registry/ask/totals/stats.ts';
import { follow } from '../../jobs/follow.ts';
import { reasonOf } from '../../jobs/running-job.ts';
import { answerInSlices, servedBy } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** The workspace itself: what it is, how its scan goes, its statistics. */
export function statusHandlers(workspace: WorkspaceProcedures) {
  return {
    info: workspace.info.handler((asking) => servedBy(asking).info(asking.context.readOnly)),
    watch: workspace.watch.handler((asking) => servedBy(asking).status.watch(asking.signal)),
    scan: workspace.scan.handler(async function* (asking) {
      const { errors, signal } = asking;
      const ended = yield* follow(servedBy(asking).scan(), signal);
      if (ended === null) return null;
      if (ended.kind === 'done') return ended.value;
      throw errors.SCAN_FAILED({ data: { reason: reasonOf(ended) } });
    }),
    stats: workspace.stats.handler((asking) => answerInSlices(asking, statistics)),
  };
}
