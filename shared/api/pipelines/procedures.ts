import { z } from 'zod';
import { errors } from '../errors.ts';
import { limit, question, scope, text, workspace } from '../procedure.ts';
import { recordKey } from '../records/record-key.ts';
import { manifestText } from './manifest-text.ts';
import { pipelineDetails } from './pipeline-details.ts';
import { pipelineFilter, pipelinePage, pipelineSort } from './pipelines.ts';
import { runTree } from './runs.ts';

const { NOT_FOUND, CANNOT_READ } = errors;

/** Pipelines: by run, as a list, one in full, and the text of its manifest. */
export const pipelineProcedures = {
  /** Datasets and runs of the pipelines that a text fits, or any of whose records it fits. */
  runs: question.input(scope.extend({ text: text.optional() })).output(runTree),
  /** Pipelines by the path of their manifest, or in another order. */
  pipelines: question
    .input(
      workspace.extend({
        ...pipelineFilter.shape,
        sort: pipelineSort.default('manifest'),
        descending: z.boolean().default(false),
        after: z.string().optional(),
        limit,
      }),
    )
    .output(pipelinePage),
  /** All about a pipeline, by its manifest. */
  pipeline: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ manifest: z.string() }))
    .output(pipelineDetails),
  /** Part of a manifest's text, read from disk: around a record, or from a line on. CANNOT_READ where it is gone. */
  manifest: question
    .errors({ NOT_FOUND, CANNOT_READ })
    .input(
      workspace.extend({
        manifest: z.string(),
        /** The record to begin at. */
        record: recordKey.optional(),
        first_line: z.number().int().positive().optional(),
        line_count: z.number().int().min(1).max(2000).default(400),
      }),
    )
    .output(manifestText),
};
