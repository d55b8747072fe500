import { z } from 'zod';
import { RECORD_STATES } from '../../domain/states.ts';
import { count } from '../numbers.ts';

/** Names a record: its manifest's path in the workspace, and its position in that manifest's list, from 0. */
export const recordPlace = z.object({ manifest: z.string(), position: count });

/** Whether the file of a record is there. */
export const recordState = z.enum(RECORD_STATES);

/** Which kind of manifest names a file: of a run (a pipeline), or a copy in the library, in an export, or elsewhere. */
export const manifestKind = z.enum(['run', 'library', 'export', 'other']);

/** See {@link recordPlace}. */
export type RecordPlace = z.infer<typeof recordPlace>;
