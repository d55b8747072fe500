/** The path of a request's target from its first `/`, as it was sent; null for anything else, like the whole URLs that proxies are sent. */
export function targetPath(url: string | undefined): string | null {
  if (url === undefined || !url.startsWith('/')) return null;
  return url.split('?', 1)[0] ?? null;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Nothing of ours begins with a dot, and the other signs separate folders, drives or streams on some system. */
const SUSPECT = /^\.|[/\\:\0]/;

/** The names of a path, decoded once; null where one of them could mean anything but a file or folder of that name. */
export function pathNames(path: string): string[] | null {
  const names = path.slice(1).split('/').map(decoded);
  const isPlain = (name: string | null): name is string =>
    name !== null && name !== '' && !SUSPECT.test(name);
  return names.every(isPlain) ? names : null;
}
