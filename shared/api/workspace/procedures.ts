import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { procedure, question, scope, text, workspace } from '../procedure.ts';
import { finding } from './findings.ts';
import { growth } from './growth.ts';
import { overview } from './overview.ts';
import { searchKind, searchResults } from './search.ts';
import { sizeDivision, sizes } from './sizes.ts';
import { statistics } from './statistics.ts';
import { scanProgress, scanSummary, storeSizes, workspaceInfo, workspaceStatus } from './workspace.ts';

const { SCAN_FAILED } = errors;

/** The workspace as a whole: what it is, scanning it, its figures, finding something in it. */
export const workspaceProcedures = {
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
  /** How the stored files grew. */
  growth: question.input(scope).output(growth),
  sizes: question.input(scope.extend({ by: sizeDivision })).output(sizes),
  /** The best five of each kind, for the palette. */
  search: question
    .input(
      workspace.extend({
        text,
        kinds: z.array(searchKind).readonly().default(['artifacts', 'pipelines', 'files', 'datasets']),
      }),
    )
    .output(searchResults),
};
