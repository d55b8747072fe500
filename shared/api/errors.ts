import { z } from 'zod';
import { layoutMarks } from './workspace/layout-words.ts';
import { cleanErrors } from './deletion/clean-errors.ts';

const path = z.object({ path: z.string() });
const workspace = z.object({ workspace: z.string() });

/** What may not be found. */
const foundKind = z.enum([
  'record',
  'pipeline',
  'manifest',
  'file',
  'operator',
  'dataset',
  'plan',
  'import',
  'trash',
  'lock',
]);

/**
 * Every error that a user can cause, across the contract: the codes are closed, and each has the data that its message
 * needs. Anything else that a call ends with is a bug.
 */
export const errors = {
  ...cleanErrors,
  /** No workspace was opened under this id. */
  NO_SUCH_WORKSPACE: { data: workspace },
  /** The first scan of the workspace is not done: only its progress can be shown. */
  NOT_READY: { data: workspace },
  /** A scan ended without a result; what was shown before is still shown. */
  SCAN_FAILED: { data: z.object({ reason: z.string() }) },
  /** This client may only look: nothing in a workspace is changed for it. */
  READ_ONLY: { data: z.object({ reason: z.string() }) },
  NO_SUCH_FOLDER: { data: path },
  /** `marks` is what of a workspace was looked for. */
  NOT_A_WORKSPACE: {
    data: path.extend({
      children: z.array(z.string()),
      marks: layoutMarks,
      /** What the folder holds, in a sentence. */
      holds: z.string().optional(),
    }),
  },
  /** This host can't do that, such as a dialog in the browser. */
  NOT_HERE: { data: z.object({ reason: z.string() }) },
  /** What was asked for is not in the index (any more): a record (by its key), a pipeline, a file, ... */
  NOT_FOUND: { data: z.object({ kind: foundKind, name: z.string() }) },
  /** A file of the workspace can't be read just now: it is gone, or the system refuses. */
  CANNOT_READ: { data: path.extend({ reason: z.string() }) },
  /** A recent workspace or a drop that the host does not know (any more). */
  UNKNOWN: { data: z.object({ id: z.string() }) },
} as const;

/** See {@link errors}. */
export type ErrorCode = keyof typeof errors;
