import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { closedOf, recogniseLayouts } from '../../registry/layouts/layouts.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';

/** Why nothing is taken out of a workspace; null where it can be. */
export function outOfStore({ layout }: Pick<Workspace, 'layout'>): Failure | null {
  const closed = closedOf(layout);
  return closed === null ? null : { code: 'LIBRARY_ALONE', message: closed.exports };
}

/** Why a folder that is a store alone can't be brought in; null for anything else. */
export function ofStore(source: string): Failure | null {
  if (recogniseLayouts(nodeFileSystem, source)?.name !== 'store') return null;
  const message = `${source} is a store: it has no manifests to bring in. To look into it: stemma stats -w ${source}`;
  return { code: 'LIBRARY_ALONE', message };
}
