import { rules } from '../../registry/layouts/layouts.ts';
import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isInside } from '../../registry/files/paths.ts';
import { normalisePath } from '../../registry/ask/find/find.ts';
import type { Workspace } from '../../registry/workspace.ts';

/**
 * What people typed as a path, as the workspace has it. Shells complete names from the current folder, so a path that
 * leads from there into the workspace is taken too, as is an absolute one. A text that is no path comes back unchanged.
 */
export function workspacePath(workspace: Workspace, typed: string): string {
  const [, path = typed, position = ''] = /^(.*)(#\d+)$/.exec(typed) ?? [];
  if (!isAbsolute(path) && existsSync(resolve(workspace.root, path))) return typed;
  const absolute = resolve(path);
  for (const root of [workspace.root, workspace.realRoot]) {
    if (absolute !== root && isInside(root, absolute) && existsSync(absolute)) {
      return relative(root, absolute).split(sep).join('/') + position;
    }
  }
  return typed;
}

/** The path of a manifest that was named by its own path or its folder's. */
export function manifestPath(workspace: Workspace, typed: string): string {
  const path = normalisePath(workspacePath(workspace, typed));
  return rules.isManifest(path) ? path : rules.manifestIn(path);
}
