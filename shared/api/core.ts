import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { cleanContract } from './deletion/clean.ts';
import { errors } from './errors.ts';
import { facets, recordTotals } from './records/facets.ts';
import { finding } from './workspace/findings.ts';
import { fileDetails } from './records/files.ts';
import { manifestText } from './pipelines/manifest-text.ts';
import { operatorPage, operatorPipelinePage, operatorsOfRecord } from './chains/operators.ts';
import { overview } from './workspace/overview.ts';
import { recordPlace } from './records/record-place.ts';
import { pipelineDetails } from './pipelines/pipeline-details.ts';
import { pipelineFilter, pipelinePage, pipelineSort } from './pipelines/pipelines.ts';
import { limit, procedure, question, scope, text, workspace } from './procedure.ts';
import { recordDetails } from './records/record-details.ts';
import { recordFilter } from './records/record-filter.ts';
import { recordCursor, recordPage, recordSort } from './records/records.ts';
import { runTree } from './pipelines/runs.ts';
import { searchKind, searchResults } from './workspace/search.ts';
import { sizeDivision, sizes } from './workspace/sizes.ts';
import { statistics } from './workspace/statistics.ts';
import { trashContract } from './deletion/trash.ts';
import { chainLine, pipelineWay } from './chains/way.ts';
import {
  scanProgress,
  scanSummary,
  storeSizes,
  workspaceInfo,
  workspaceStatus,
} from './workspace/workspace.ts';

const { SCAN_FAILED, NOT_FOUND, CANNOT_READ } = errors;

/**
 * The part of the contract that the core answers, in whatever thread or process it runs. Workspaces are named by the id
 * that the host's `open` gave.
 */
export const coreContract = {
  clean: cleanContract,
  trash: trashContract,
  workspace: {
    info: procedure.input(workspace).output(workspaceInfo),
    /** The status now, and again whenever it changes; during a scan some ten times a second. Ends never by itself. */
    watch: procedure.input(workspace).output(eventIterator(workspaceStatus)),
    /**
     * Brings the index to what lies in the workspace now. A scan that is under way already is joined; it is cancelled
     * when all who asked for it have aborted, and leaves the index as it was. Null where another Stemma is
     * writing the index.
     */
    scan: procedure
      .errors({ SCAN_FAILED })
      .input(workspace)
      .output(eventIterator(scanProgress, scanSummary.nullable())),
    stats: question.input(workspace).output(statistics),
    overview: question.input(scope).output(overview),
    /** What the store in the folder takes; null where there is none. */
    storeSizes: procedure.input(workspace).output(storeSizes.nullable()),
    /** What is not as it should be, apart from what can't be read: of the whole workspace. */
    findings: question.input(workspace).output(z.array(finding).readonly()),
    sizes: question.input(scope.extend({ by: sizeDivision })).output(sizes),
    /** Datasets and runs of the pipelines that a text fits, or any of whose records it fits. */
    runs: question.input(scope.extend({ text: text.optional() })).output(runTree),
    /** The way of the data through one pipeline, as a tree. */
    way: question
      .errors({ NOT_FOUND })
      .input(workspace.extend({ manifest: z.string() }))
      .output(pipelineWay),
    /** The derived ways to some records, for their chain lines; one that is gone has no groups. */
    chainLines: question
      .input(workspace.extend({ places: z.array(recordPlace).max(500).readonly() }))
      .output(z.array(chainLine).readonly()),
    /** Equal operators of all pipelines merged: the datasets, or what is below a row. With a text, what holds a record that it fits. */
    operators: question
      .errors({ NOT_FOUND })
      .input(
        scope.extend({
          parent: z.string().nullable(),
          text: text.optional(),
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
      .input(workspace.extend(recordPlace.shape))
      .output(operatorsOfRecord),
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
    /**
     * Records of a filter in some order: behind a cursor (of an answer with the same filter and order), or anywhere by `offset`,
     * for a list that one can drag through. NOT_FOUND where the cursor's record is gone.
     */
    records: question
      .errors({ NOT_FOUND })
      .input(
        workspace.extend({
          ...recordFilter.shape,
          sort: recordSort.default('place'),
          descending: z.boolean().default(false),
          after: recordCursor.optional(),
          offset: z.number().int().nonnegative().optional(),
          limit,
        }),
      )
      .output(recordPage),
    /** All about a record. NOT_FOUND says what was asked for: it is no longer there. */
    record: question.errors({ NOT_FOUND }).input(workspace.extend(recordPlace.shape)).output(recordDetails),
    /** All about a pipeline, by its manifest. */
    pipeline: question
      .errors({ NOT_FOUND })
      .input(workspace.extend({ manifest: z.string() }))
      .output(pipelineDetails),
    /** All about a stored file. */
    file: question
      .errors({ NOT_FOUND })
      .input(workspace.extend({ path: z.string() }))
      .output(fileDetails),
    /** Part of a manifest's text, read from disk: around a record, or from a line on. CANNOT_READ where it is gone. */
    manifest: question
      .errors({ NOT_FOUND, CANNOT_READ })
      .input(
        workspace.extend({
          manifest: z.string(),
          position: z.number().int().nonnegative().optional(),
          first_line: z.number().int().positive().optional(),
          line_count: z.number().int().min(1).max(2000).default(400),
        }),
      )
      .output(manifestText),
    /** The best five of each kind, for the palette. */
    search: question
      .input(
        workspace.extend({
          text,
          kinds: z.array(searchKind).readonly().default(['artifacts', 'pipelines', 'files', 'datasets']),
        }),
      )
      .output(searchResults),
    recordTotals: question.input(workspace.extend(recordFilter.shape)).output(recordTotals),
    facets: question.input(workspace.extend(recordFilter.shape)).output(facets),
  },
};
