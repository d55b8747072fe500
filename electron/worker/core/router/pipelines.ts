import type { ShownPipeline } from '../../../../shared/api/pipelines/pipelines.ts';
import type { PipelineSort } from '../../../../shared/domain/sorts.ts';
import { columnsOf, type ViewContext } from '../../../registry/columns/columns.ts';
import { pipelinesMatching } from '../../../registry/columns/record-set.ts';
import type { Slices } from '../../../registry/columns/slices.ts';
import {
  countPipelines,
  listPipelines,
  pipelineCursor,
  withMissing,
} from '../../../registry/ask/pipelines/pipelines.ts';
import { answerInSlices } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** A page of pipelines has one row more than it shows, which tells whether another page follows. */
export function pageOf(
  pipelines: ShownPipeline[],
  limit: number,
  sort: PipelineSort,
): { shown: ShownPipeline[]; next: string | null } {
  const shown = pipelines.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: pipelines.length > limit && last !== undefined ? pipelineCursor(last, sort) : null };
}

/** Numbers of the manifests whose pipelines a text fits; undefined where there is none to fit. */
export function* manifestsOf(context: ViewContext, text: string | undefined): Slices<number[] | undefined> {
  if (text === undefined) return undefined;
  const { manifests } = yield* columnsOf(context);
  const matching = yield* pipelinesMatching(context, text);
  return manifests.filter((_manifest, slot) => matching[slot] === 1).map(({ id }) => id);
}

/** Lists of pipelines. */
export function pipelineHandlers(workspace: WorkspaceProcedures) {
  return {
    pipelines: workspace.pipelines.handler((asking) =>
      answerInSlices(asking, function* list(context) {
        const { dataset, run, state, text, sort, descending, after, limit, deleted_here } = asking.input;
        const manifests = yield* manifestsOf(context, text);
        const filter = { dataset, run, state, manifests, deleted_here };
        const part = { by: sort, descending, limit: limit + 1, after };
        const { shown, next } = pageOf(listPipelines(context, filter, part), limit, sort);
        yield 'more';
        return {
          pipelines: withMissing(context, shown),
          total: countPipelines(context, filter),
          next,
        };
      }),
    ),
  };
}
