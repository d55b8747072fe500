import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { recogniseLayouts } from '../../registry/layouts/layouts.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';

/** Why nothing is taken out of a workspace that is a store alone; null for any other. */
export function outOfStore({ layout }: Pick<Workspace, 'layout'>): Failure | null {
  if (layout.name !== 'store') return null;
  const message =
    'This workspace is a store: its pipelines are rows of a database, and only manifests are taken out here. ' +
    'nirs4all itself exports one of them: nirs4all.export()';
  return { code: 'LIBRARY_ALONE', message };
}

/** Why a folder that is a store alone can't be brought in; null for anything else. */
export function ofStore(source: string): Failure | null {
  if (recogniseLayouts(nodeFileSystem, source)?.name !== 'store') return null;
  const message = `${source} is a store: it has no manifests to bring in. To look into it: stemma stats -w ${source}`;
  return { code: 'LIBRARY_ALONE', message };
}
