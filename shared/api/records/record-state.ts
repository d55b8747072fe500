import { z } from 'zod';
import { RECORD_STATES } from '../../domain/states.ts';

/** Whether the file of a record is there. */
export const recordState = z.enum(RECORD_STATES);

/** Which kind of manifest names a file: of a run (a pipeline), or a copy in the library, in an export, or elsewhere. */
export const manifestKind = z.enum(['run', 'library', 'export', 'other']);
