import type { Result } from '../../../shared/domain/result.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import type { OpenError } from '../../registry/find-workspace.ts';
import { openWorkspace, type Workspace } from '../../registry/workspace.ts';
import { threadScript } from '../../worker/threads/thread-script.ts';
import { ThreadedReader } from '../../worker/threads/threaded-reader.ts';

/** Opens a workspace whose manifests are read in a thread of their own. */
export function openThreaded(folder: string): Result<Workspace, OpenError> {
  return openWorkspace(folder, {
    makeReader: (root) => new ThreadedReader(threadScript('reading-thread'), root, nodeFileSystem, Date.now),
  });
}
