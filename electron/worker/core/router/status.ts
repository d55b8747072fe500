import { statistics } from '../../../registry/ask/totals/stats.ts';
import { followScan } from '../follow-scan.ts';
import { answerInSlices, servedBy } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** The workspace itself: what it is, how its scan goes, its statistics. */
export function statusHandlers(workspace: WorkspaceProcedures) {
  return {
    info: workspace.info.handler((asking) => servedBy(asking).info(asking.context.readOnly)),
    watch: workspace.watch.handler((asking) => servedBy(asking).status.watch(asking.signal)),
    scan: workspace.scan.handler((asking) => {
      const { errors, signal } = asking;
      return followScan(servedBy(asking).scan(), signal, (reason) =>
        errors.SCAN_FAILED({ data: { reason } }),
      );
    }),
    stats: workspace.stats.handler((asking) => answerInSlices(asking, statistics)),
  };
}
