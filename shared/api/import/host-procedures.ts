import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { importSource, openedSource } from './import-source.ts';

const { NOT_HERE, UNKNOWN, NO_SUCH_FOLDER, NOT_A_WORKSPACE } = errors;

/** What a host does for imports: it makes paths of what was named, and hands them to the core. */
export const importHostProcedures = {
  /** Tells the core of a source. UNKNOWN for a drop that the host does not know (any more). */
  open: oc
    .errors({ UNKNOWN })
    .input(z.object({ source: importSource }))
    .output(openedSource),
  /** Asks for files or a folder with the system's dialog; null where the user changed their mind. NOT_HERE in a browser: it has inputs for files. */
  choose: oc
    .errors({ NOT_HERE })
    .input(z.object({ what: z.enum(['files', 'folder']) }))
    .output(openedSource.nullable()),
  /** Opens one of the `workspaces` of a source instead of importing it. */
  openWorkspace: oc
    .errors({ NOT_HERE, UNKNOWN, NO_SUCH_FOLDER, NOT_A_WORKSPACE })
    .input(z.object({ id: z.string(), name: z.string() }))
    .output(z.object({ id: z.string() })),
  /** Forgets a source: what went up of it is removed, and the core lets go of what it unpacked. */
  close: oc.input(z.object({ id: z.string() })),
};
