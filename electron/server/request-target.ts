/** What a request asks for. */
export interface Target {
  /** The path from its first `/`, as it was sent. */
  readonly path: string;
  /** The secret of the printed URL, if one is there. */
  readonly token: string | null;
}

/** Takes a request's target apart; null for anything but a path, such as the whole URLs that proxies are sent. */
export function parseTarget(url: string | undefined): Target | null {
  if (url === undefined || !url.startsWith('/')) return null;
  const [path = '', ...query] = url.split('?');
  return { path, token: new URLSearchParams(query.join('?')).get('token') };
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
