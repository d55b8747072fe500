import { chainLines } from '../../../registry/ask/chains/chain-lines.ts';
import { findManifest } from '../../../registry/ask/find/find.ts';
import { operatorPipelines, operatorsOfRecord } from '../../../registry/ask/chains/operator-pipelines.ts';
import { operatorRows } from '../../../registry/ask/chains/operators.ts';
import { pipelineWay } from '../../../registry/ask/chains/pipeline-way.ts';
import { answer, answerInSlices } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** The ways of the data: of one pipeline, to some records, and of all pipelines merged. */
export function chainHandlers(workspace: WorkspaceProcedures) {
  return {
    way: workspace.way.handler((asking) => {
      const { manifest } = asking.input;
      const way = answer(asking, ({ index }) => {
        const found = findManifest(index, manifest);
        return found === undefined ? null : pipelineWay(index, found);
      });
      if (way !== null) return way;
      throw asking.errors.NOT_FOUND({ data: { kind: 'pipeline', name: manifest } });
    }),
    chainLines: workspace.chainLines.handler((asking) =>
      answerInSlices(asking, (context) => chainLines(context, asking.input.keys)),
    ),
    operators: workspace.operators.handler(async (asking) => {
      const { parent, dataset, text, sort, descending, after, limit } = asking.input;
      const request = { parent, limit, dataset, text, sort, descending, after };
      const page = await answerInSlices(asking, (context) => operatorRows(context, request));
      if (page !== null) return page;
      throw asking.errors.NOT_FOUND({ data: { kind: 'operator', name: parent ?? '' } });
    }),
    operatorPipelines: workspace.operatorPipelines.handler(async (asking) => {
      const { operator, text, after, limit } = asking.input;
      const request = { node: operator, limit, text, after };
      const page = await answerInSlices(asking, (context) => operatorPipelines(context, request));
      if (page !== null) return { pipelines: page.rows, total: page.total, next: page.next };
      throw asking.errors.NOT_FOUND({ data: { kind: 'operator', name: operator } });
    }),
    operatorsOfRecord: workspace.operatorsOfRecord.handler(async (asking) => {
      const { key } = asking.input;
      const found = await answerInSlices(asking, (context) => operatorsOfRecord(context, key));
      if (found !== null) return found;
      throw asking.errors.NOT_FOUND({ data: { kind: 'record', name: key } });
    }),
  };
}
