import type { RecordQuery as Asked } from '../../../../shared/api/record-filter.ts';
import { facetsOf, recordTotals } from '../../../registry/query/facets.ts';
import type { RecordQuery } from '../../../registry/query/ledger/record-set.ts';
import { listRecords } from '../../../registry/query/records.ts';
import { answer, answerInSlices, given } from './asking.ts';
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
    records: workspace.records.handler((asking) =>
      answer(asking, (context) => {
        const { dataset, sort, descending, after, limit } = asking.input;
        return listRecords(
          context,
          given({ dataset }),
          { by: sort, descending },
          { limit, ...given({ after }) },
        );
      }),
    ),
    recordTotals: workspace.recordTotals.handler((asking) =>
      answerInSlices(asking, (context) => recordTotals(context, recordQuery(asking.input))),
    ),
    facets: workspace.facets.handler((asking) =>
      answerInSlices(asking, (context) => facetsOf(context, recordQuery(asking.input))),
    ),
  };
}
