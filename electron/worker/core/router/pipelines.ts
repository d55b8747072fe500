import { countPipelines, listPipelines, type ShownPipeline } from '../../../registry/query/pipelines.ts';
import { answer, given } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** A page of pipelines has one row more than it shows, which tells whether another page follows. */
function pageOf(
  pipelines: ShownPipeline[],
  limit: number,
): { pipelines: ShownPipeline[]; next: string | null } {
  const shown = pipelines.slice(0, limit);
  return { pipelines: shown, next: pipelines.length > limit ? (shown.at(-1)?.manifest ?? null) : null };
}

/** Lists of pipelines. */
export function pipelineHandlers(workspace: WorkspaceProcedures) {
  return {
    pipelines: workspace.pipelines.handler((asking) =>
      answer(asking, (context) => {
        const { dataset, after, limit } = asking.input;
        const found = listPipelines(context, given({ dataset }), { limit: limit + 1, ...given({ after }) });
        return { ...pageOf(found, limit), total: countPipelines(context, dataset) };
      }),
    ),
  };
}
