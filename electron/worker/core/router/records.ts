import type { RecordQuery as Asked } from '../../../../shared/api/records/record-filter.ts';
import { facetsOf, recordTotals } from '../../../registry/ask/records/facets.ts';
import type { RecordQuery } from '../../../registry/columns/record-set.ts';
import { recordList } from '../../../registry/ask/records/record-list.ts';
import { answerInSlices, given } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** The contract's filter as the registry names it. */
export function recordQuery(asked: Asked): RecordQuery {
  const { class: className, chain_prefix: chainPrefix, custom_name: customName } = asked;
  const { dataset, types, pipeline, run, manifest, step, branch, source, folds } = asked;
  const { chain, hash, states, sizes, file, text, only, except } = asked;
  const named = { className, chainPrefix, customName, dataset, types, pipeline, run, manifest, step, branch };
  return given({ ...named, source, folds, chain, hash, states, sizes, file, text, only, except });
}

/** Lists of records, and what they sum up to. */
export function recordHandlers(workspace: WorkspaceProcedures) {
  return {
    records: workspace.records.handler(async (asking) => {
      const { sort, descending, after, offset, limit } = asking.input;
      const page = await answerInSlices(asking, (context) =>
        recordList(context, recordQuery(asking.input), {
          by: sort,
          descending,
          limit,
          ...given({ after, offset }),
        }),
      );
      if (page !== null) return page;
      const data = { kind: 'record', name: String(after?.[0]), position: Number(after?.[1]) } as const;
      throw asking.errors.NOT_FOUND({ data });
    }),
    recordTotals: workspace.recordTotals.handler((asking) =>
      answerInSlices(asking, (context) => recordTotals(context, recordQuery(asking.input))),
    ),
    facets: workspace.facets.handler((asking) =>
      answerInSlices(asking, (context) => facetsOf(context, recordQuery(asking.input))),
    ),
  };
}
