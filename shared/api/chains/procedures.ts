import { z } from 'zod';
import { errors } from '../errors.ts';
import { limit, question, scope, text, workspace } from '../procedure.ts';
import { recordKey } from '../records/record-key.ts';
import { operatorPage, operatorPipelinePage, operatorSort, operatorsOfRecord } from './operators.ts';
import { chainLine, pipelineWay } from './way.ts';

const { NOT_FOUND } = errors;

/** The way of the data: through one pipeline, to some records, and of all pipelines merged. */
export const chainProcedures = {
  /** The way of the data through one pipeline, as a tree. */
  way: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ manifest: z.string() }))
    .output(pipelineWay),
  /** The derived ways to some records, for their chain lines; one that is gone has no groups. */
  chainLines: question
    .input(workspace.extend({ keys: z.array(recordKey).max(500).readonly() }))
    .output(z.array(chainLine).readonly()),
  /** Equal operators of all pipelines merged: the datasets, or what is below a row. With a text, what holds a record that it fits. */
  operators: question
    .errors({ NOT_FOUND })
    .input(
      scope.extend({
        parent: z.string().nullable(),
        text: text.optional(),
        sort: operatorSort.default('size_bytes'),
        descending: z.boolean().default(true),
        after: z.string().optional(),
        limit,
      }),
    )
    .output(operatorPage),
  /** The pipelines that have an operator. */
  operatorPipelines: question
    .errors({ NOT_FOUND })
    .input(
      workspace.extend({
        operator: z.string(),
        text: text.optional(),
        after: z.string().optional(),
        limit,
      }),
    )
    .output(operatorPipelinePage),
  /** Where a record stands among the operators: those above it from its dataset down, and its own. */
  operatorsOfRecord: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ key: recordKey }))
    .output(operatorsOfRecord),
};
