/** In which state what lies in a workspace can be; closed sets, for the command line and the window alike. */

/**
 * States of a stored file, in the order in which the first that fits is taken; but before all of them `kept`, for one that only records name
 * which no chain of their database uses.
 */
export const FILE_STATES = ['referenced', 'foreign', 'recent', 'undecided', 'orphan', 'kept'] as const;

/** See {@link FILE_STATES}. */
export type FileState = (typeof FILE_STATES)[number];

/**
 * Whether a record's file is there; `outside` where a link leads out of the workspace, `differs` where its size, or what it
 * takes on the disk, shows that it is not what the record says, `unknown` where the folder of its dataset can't be listed.
 */
export const RECORD_STATES = ['present', 'missing', 'outside', 'differs', 'unknown'] as const;

/** See {@link RECORD_STATES}. */
export type RecordState = (typeof RECORD_STATES)[number];

/** The state of a record as people are told it: a file that was never written is not called missing. */
export type ToldState = RecordState | 'unwritten';

/** See {@link ToldState}. */
export function toldState<State extends RecordState>(
  state: State,
  isUnwritten: boolean,
): State | 'unwritten' {
  return state === 'missing' && isUnwritten ? 'unwritten' : state;
}

/** How a pipeline ended, as far as its manifest tells. */
export const PIPELINE_STATES = ['complete', 'failed', 'running', 'unknown', 'unreadable'] as const;

/** See {@link PIPELINE_STATES}. */
export type PipelineState = (typeof PIPELINE_STATES)[number];
