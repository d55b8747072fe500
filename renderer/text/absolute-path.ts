/** The path of a file on the disk that its host knows: of one in a workspace, by the workspace's folder. For programs, as it is. */
export function absolutePath(root: string, path: string): string {
  const isWindows = /^([A-Za-z]:[\\/]|\\\\)/.test(root);
  const inside = isWindows ? path.replaceAll('/', '\\') : path;
  const separator = isWindows ? '\\' : '/';
  return root.endsWith(separator) ? `${root}${inside}` : `${root}${separator}${inside}`;
}
