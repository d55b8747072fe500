import { findingsOf } from '../../../registry/clean/findings.ts';
import { growthOf } from '../../../registry/ask/totals/growth.ts';
import { overviewOf } from '../../../registry/ask/totals/overview.ts';
import { runsOf } from '../../../registry/ask/pipelines/runs.ts';
import { sizesOf } from '../../../registry/ask/totals/sizes.ts';
import { answerInSlices, servedBy } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** What sums up the whole workspace. */
export function overviewHandlers(workspace: WorkspaceProcedures) {
  return {
    overview: workspace.overview.handler((asking) =>
      answerInSlices(asking, (context) => overviewOf(context, asking.input.dataset)),
    ),
    growth: workspace.growth.handler((asking) =>
      answerInSlices(asking, (context) => growthOf(context, asking.input.dataset)),
    ),
    storeSizes: workspace.storeSizes.handler((asking) => servedBy(asking).storeSizes()),
    findings: workspace.findings.handler(async (asking) => {
      const { site, trash } = servedBy(asking);
      const { batches } = await trash.state();
      // Where the index changes meanwhile, the trash may have changed with it.
      return answerInSlices(asking, ({ index }) => findingsOf(site, index, trash.known?.batches ?? batches));
    }),
    sizes: workspace.sizes.handler((asking) =>
      answerInSlices(asking, function* divide(context) {
        return { nodes: yield* sizesOf(context, asking.input.by, asking.input.dataset) };
      }),
    ),
    runs: workspace.runs.handler((asking) =>
      answerInSlices(asking, function* sum(context) {
        const { dataset, text } = asking.input;
        return { datasets: yield* runsOf(context, { dataset, text }) };
      }),
    ),
  };
}
