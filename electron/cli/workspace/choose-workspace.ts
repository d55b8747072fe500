import { WORKSPACE_MARKS } from '../../registry/layouts/layouts.ts';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { workspacesBelow } from '../../registry/layouts/workspaces-below.ts';
import { findWorkspace, type FoundWorkspace, type OpenError } from '../../registry/find-workspace.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';
import { openThreaded } from './open.ts';

/** What nirs4all calls a workspace by default. */
const DEFAULT_NAME = 'workspace';

/** What the command line says of a folder that can't be opened. */
export function openFailure({ code, path, message, children }: OpenError): Failure {
  return {
    code,
    message,
    details: { path, ...(code === 'NOT_A_WORKSPACE' ? { children } : {}) },
    lines:
      children.length === 0
        ? []
        : ['Workspaces in it:', ...children.map((child) => `  ${escapeForTerminal(join(path, child))}`)],
  };
}

/** Finds the workspace that was named; else the current folder if it is one, else `./workspace`, as nirs4all does. */
export function chooseFolder(named: string | undefined): Result<FoundWorkspace, Failure> {
  if (named !== undefined) {
    const found = findWorkspace(named);
    return found.ok ? found : fail(openFailure(found.error));
  }
  const here = resolve('.');
  for (const folder of [here, join(here, DEFAULT_NAME)]) {
    const found = findWorkspace(folder);
    if (found.ok) return found;
  }
  const message = `No ${WORKSPACE_MARKS} in ${here}, nor in its folder ${DEFAULT_NAME}. Name the workspace with -w.`;
  const children = workspacesBelow(nodeFileSystem, here);
  return fail(openFailure({ code: 'NOT_A_WORKSPACE', path: here, message, children, holds: '' }));
}

/** Finds all that were named, or the one that {@link chooseFolder} finds without a name. */
export function chooseFolders(named: readonly string[] = []): Result<FoundWorkspace[], Failure> {
  const folders: FoundWorkspace[] = [];
  for (const name of named.length === 0 ? [undefined] : named) {
    const found = chooseFolder(name);
    if (!found.ok) return found;
    folders.push(found.value);
  }
  return ok(folders);
}

/** Opens the workspace that {@link chooseFolder} finds. */
export function chooseWorkspace(named: string | undefined): Result<Workspace, Failure> {
  const found = chooseFolder(named);
  if (!found.ok) return found;
  const opened = openThreaded(found.value.root);
  return opened.ok ? opened : fail(openFailure(opened.error));
}
