import { WORKSPACE_MARKS } from './layouts/layouts.ts';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { nodeFileSystem, type FileSystem } from './files/file-system.ts';
import { plainWords } from './files/plain-words.ts';
import { workspacesBelow } from './layouts/workspaces-below.ts';
import { recogniseLayouts, type FoundLayouts } from './layouts/layouts.ts';

/** Why a folder can't be opened as a workspace. */
export interface OpenError {
  readonly code: 'NO_SUCH_FOLDER' | 'NOT_A_WORKSPACE';
  readonly path: string;
  readonly message: string;
  /** Folders in it that are workspaces. */
  readonly children: readonly string[];
  /** What one that is no workspace holds, in a sentence; empty for one that is not there. */
  readonly holds: string;
}

/** A folder that is a workspace. */
export interface FoundWorkspace {
  /** The folder as the user named it, absolute. */
  readonly root: string;
  /** The same with links resolved. */
  readonly realRoot: string;
  readonly layout: FoundLayouts;
}

/** How many names of a folder's content are said. */
const NAMES = 6;

/** What a folder holds, for people who took it for a workspace. */
function contentText(fs: FileSystem, root: string): string {
  const listed = fs.list(root);
  if (!listed.ok) return `It can't be listed: ${plainWords(listed.error)}.`;
  const names = listed.value
    .map(({ name, kind }) => (kind === 'folder' ? `${name}/` : name))
    .toSorted()
    .slice(0, NAMES);
  if (names.length === 0) return 'It is empty.';
  const more = listed.value.length - names.length;
  return `It holds ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** Looks whether a folder is a workspace, and of which layouts. */
export function findWorkspace(
  path: string,
  fs: FileSystem = nodeFileSystem,
): Result<FoundWorkspace, OpenError> {
  const root = resolve(path);
  const real = fs.realPath(root);
  if (!real.ok) {
    const message = `There is no folder ${root}: ${plainWords(real.error)}`;
    return fail({ code: 'NO_SUCH_FOLDER', path: root, message, children: [], holds: '' });
  }
  const layout = recogniseLayouts(fs, root);
  if (layout === null) {
    const holds = contentText(fs, root);
    const message = `No ${WORKSPACE_MARKS} in the folder ${root}. ${holds}`;
    return fail({ code: 'NOT_A_WORKSPACE', path: root, message, children: workspacesBelow(fs, root), holds });
  }
  return ok({ root, realRoot: real.value, layout });
}
