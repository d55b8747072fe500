import type { Result } from '../../../shared/domain/result.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { openWorkspace, type OpenError, type Workspace } from '../../registry/workspace.ts';
import { ThreadedReader } from '../../worker/threaded-reader.ts';

/** The reading thread's script: beside the bundled command line, or in the sources where these run themselves. */
const READING_THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../worker/reading-thread.ts' : './reading-thread.mjs',
  import.meta.url,
);

/** Opens a workspace whose manifests are read in a thread of their own. */
export function openThreaded(folder: string): Result<Workspace, OpenError> {
  return openWorkspace(folder, {
    makeReader: (root) => new ThreadedReader(READING_THREAD, root, nodeFileSystem, Date.now),
  });
}
