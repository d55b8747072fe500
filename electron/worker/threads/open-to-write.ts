import type { Result } from '../../../shared/domain/result.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import type { OpenError } from '../../registry/find-workspace.ts';
import { openWorkspace, type Workspace } from '../../registry/workspace.ts';
import type { JobWorkspace } from '../jobs/protocol.ts';
import { threadScript } from './thread-script.ts';
import { ThreadedReader } from './threaded-reader.ts';

/** Opens a workspace with the one connection that writes its index; manifests are read in a thread of their own. */
export function openToWrite({
  root,
  cache,
}: Pick<JobWorkspace, 'root' | 'cache'>): Result<Workspace, OpenError> {
  return openWorkspace(root, {
    ...(cache === undefined ? {} : { cache }),
    makeReader: (folder) =>
      new ThreadedReader(threadScript('reading-thread'), folder, nodeFileSystem, Date.now),
  });
}
