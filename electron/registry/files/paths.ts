import { isAbsolute, relative, sep } from 'node:path';

/** A path inside the workspace, with `/` on every system. */
export type WorkspacePath = string;

/** Joins a workspace path and a name; the root is the empty path. */
export function joinPath(folder: WorkspacePath, name: string): WorkspacePath {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The path on this system of a workspace path below `root`. */
export function systemPath(root: string, path: WorkspacePath): string {
  if (path === '') return root;
  return root + sep + (sep === '/' ? path : path.replaceAll('/', sep));
}

/** Whether the real path `inner` is `outer` or lies below it. Both must be real paths; text prefixes prove nothing. */
export function isInside(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
