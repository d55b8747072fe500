import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { cleanSelection } from '../deletion/clean-selection.ts';
import { workProgress } from '../deletion/clean-work.ts';
import { errors } from '../errors.ts';
import { count, fileTotals } from '../numbers.ts';
import { question, workspace } from '../procedure.ts';

const { UNKNOWN, NOT_HERE, CANNOT_READ, CANNOT_WRITE, WORK_STOPPED, SCAN_FAILED } = errors;

/** How pipelines are taken out: their artifacts as a document of schema 3.0, or all of them with their files, which an import takes back. */
export const exportFormat = z.enum(['yaml', 'json', 'zip']);

/** What was written. */
export const exportResult = z.object({
  pipelines: count,
  items: count,
  /** What lies in the archive; a document is one file. */
  files: fileTotals,
  /** Stored files that could not be taken along; at most a thousand, `lacking_count` says how many there are. */
  lacking: z
    .array(
      z.object({
        path: z.string(),
        manifest: z.string(),
        reason: z.enum(['missing', 'wrong-hash', 'outside']),
      }),
    )
    .readonly(),
  lacking_count: count,
});

/** Taking pipelines out. */
export const exportProcedures = {
  /**
   * Writes the pipelines of a selection to a place that the host told of (`exports.place`), whole or not at all. Aborting leaves nothing. UNKNOWN
   * for a place that the host did not tell of; CANNOT_READ names a manifest that can't be taken out, and why.
   */
  write: question
    .errors({ UNKNOWN, CANNOT_READ, CANNOT_WRITE, WORK_STOPPED, SCAN_FAILED })
    .input(workspace.extend({ selection: cleanSelection, format: exportFormat, place: z.string() }))
    .output(eventIterator(workProgress, exportResult)),
};

/** Where a host lets exports go. */
export const exportHostProcedures = {
  /**
   * A place for a file: on the desktop where the user says, in a browser one that is fetched from `url` once it was written, once. Null where the
   * user changed their mind.
   */
  place: oc
    .input(z.object({ name: z.string().min(1).max(200), format: exportFormat }))
    .output(z.object({ place: z.string(), url: z.string().nullable() }).nullable()),
  /**
   * A place in the cache for an archive that is to be dragged out of the window of the desktop app: the system takes it from there. NOT_HERE in
   * a browser, and where nothing can be staged.
   */
  stage: oc
    .errors({ NOT_HERE })
    .input(z.object({ name: z.string().min(1).max(200) }))
    .output(z.object({ place: z.string() })),
  /** Begins to drag what was written there, while a button of the mouse is down. UNKNOWN where it is gone. */
  drag: oc.errors({ NOT_HERE, UNKNOWN }).input(z.object({ place: z.string() })),
  /** Forgets a place; what was written there stays on the desktop, and is removed in a browser's host. */
  forget: oc.input(z.object({ place: z.string() })),
};

/** See {@link exportFormat}. */
export type ExportFormat = z.infer<typeof exportFormat>;

/** See {@link exportResult}. */
export type ExportResult = z.infer<typeof exportResult>;
