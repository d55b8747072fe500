import { fileList } from '../../../registry/ask/files/file-list.ts';
import { facetsOf, recordTotals } from '../../../registry/ask/records/facets.ts';
import { recordList } from '../../../registry/ask/records/record-list.ts';
import { answerInSlices } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** Lists of records, and what they sum up to. */
export function recordHandlers(workspace: WorkspaceProcedures) {
  return {
    records: workspace.records.handler(async (asking) => {
      const { workspace: _workspace, sort, descending, after, offset, limit, ...query } = asking.input;
      const page = await answerInSlices(asking, (context) =>
        recordList(context, query, {
          by: sort,
          descending,
          limit,
          after,
          offset,
        }),
      );
      if (page !== null) return page;
      throw asking.errors.NOT_FOUND({ data: { kind: 'record', name: after ?? '' } });
    }),
    files: workspace.files.handler((asking) => {
      const { workspace: _workspace, sort, descending, offset, limit, ...query } = asking.input;
      return answerInSlices(asking, (context) =>
        fileList(context, query, { sort, descending, offset, limit }),
      );
    }),
    recordTotals: workspace.recordTotals.handler((asking) => {
      const { workspace: _workspace, ...query } = asking.input;
      return answerInSlices(asking, (context) => recordTotals(context, query));
    }),
    facets: workspace.facets.handler((asking) => {
      const { workspace: _workspace, ...query } = asking.input;
      return answerInSlices(asking, (context) => facetsOf(context, query));
    }),
  };
}
