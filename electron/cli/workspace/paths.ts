import { rulesAt } from '../../registry/layouts/layouts.ts';
import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isInside } from '../../registry/files/paths.ts';
import { withSpelledPath } from '../../registry/index/record-key.ts';
import { spelledPath } from '../../registry/state/spelled.ts';
import { normalisePath } from '../../registry/ask/find/find.ts';
import type { Workspace } from '../../registry/workspace.ts';

/** A typed path as the workspace has it, but for its spelling. */
function inWorkspace({ root, realRoot }: Workspace, path: string): string {
  if (!isAbsolute(path) && existsSync(resolve(root, path))) return path;
  const absolute = resolve(path);
  for (const folder of [root, realRoot]) {
    if (absolute !== folder && isInside(folder, absolute) && existsSync(absolute))
      return relative(folder, absolute).split(sep).join('/');
  }
  return path;
}

/**
 * What people typed as a path, as the workspace has it. Shells complete names from the current folder, so a path that
 * leads from there into the workspace is taken too, as is an absolute one; where the disk ignores case, one in any spelling.
 * A text that is no path comes back unchanged.
 */
export function workspacePath(workspace: Workspace, typed: string): string {
  return withSpelledPath(typed, (path) => {
    const found = inWorkspace(workspace, path);
    // Before the first scan nobody knows how the disk spells it.
    if (!workspace.hasIndex) return found;
    const spelled = spelledPath(workspace.index, normalisePath(found));
    return spelled === normalisePath(found) ? found : spelled;
  });
}

/** The path of a manifest that was named by its own path or its folder's. */
export function manifestPath(workspace: Workspace, typed: string): string {
  const path = normalisePath(workspacePath(workspace, typed));
  const rules = rulesAt(path);
  return rules.isManifest(path) ? path : rules.manifestIn(path);
}
