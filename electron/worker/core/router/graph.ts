import { aroundRecord } from '../../../registry/ask/graph/around.ts';
import { ifDeleted } from '../../../registry/ask/graph/if-deleted.ts';
import { graphSize, pipelineGraph } from '../../../registry/ask/graph/pipeline-graph.ts';
import { dependencyPage } from '../../../registry/ask/needs/dependencies.ts';
import { workspaceGraph } from '../../../registry/ask/graph/workspace-graph.ts';
import { answerInSlices } from './asking.ts';
import type { CoreProcedures } from './implement-core.ts';

/** Graphs of operators. */
export function graphHandlers(graph: CoreProcedures['graph']) {
  return {
    pipeline: graph.pipeline.handler(async (asking) => {
      const { workspace: _workspace, ...request } = asking.input;
      const drawn = await answerInSlices(asking, (context) => pipelineGraph(context, request));
      if (drawn !== null) return drawn;
      throw asking.errors.NOT_FOUND({ data: { kind: 'pipeline', name: request.manifest } });
    }),
    around: graph.around.handler(async (asking) => {
      const { workspace: _workspace, ...request } = asking.input;
      const drawn = await answerInSlices(asking, (context) => aroundRecord(context, request));
      if (drawn !== null) return drawn;
      throw asking.errors.NOT_FOUND({ data: { kind: 'record', name: request.key } });
    }),
    size: graph.size.handler(async (asking) => {
      const { manifest } = asking.input;
      const size = await answerInSlices(asking, (context) => graphSize(context, manifest));
      if (size !== null) return size;
      throw asking.errors.NOT_FOUND({ data: { kind: 'pipeline', name: manifest } });
    }),
    dependencies: graph.dependencies.handler(async (asking) => {
      const { key, offset, limit } = asking.input;
      const page = await answerInSlices(asking, (context) => dependencyPage(context, key, { offset, limit }));
      if (page !== null) return page;
      throw asking.errors.NOT_FOUND({ data: { kind: 'record', name: key } });
    }),
    workspace: graph.workspace.handler((asking) =>
      answerInSlices(asking, (context) => workspaceGraph(context, asking.input.dataset)),
    ),
    ifDeleted: graph.ifDeleted.handler((asking) =>
      answerInSlices(asking, (context) => ifDeleted(context, asking.input.selection)),
    ),
  };
}
