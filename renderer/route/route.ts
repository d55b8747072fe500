/** The views of a workspace. */
export type View = 'overview';

/** What the window shows, as its address says. */
export type Route =
  /** A bare address: the host knows what to show. */
  | { readonly kind: 'bare' }
  /** The page that asks for a workspace. */
  | { readonly kind: 'start' }
  | { readonly kind: 'workspace'; readonly workspace: string; readonly view: View };

const START = '#/start';

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // A broken escape, typed by hand: no workspace is called that.
    return null;
  }
}

/** Reads the part of an address from `#` on. A view that there is not is the overview; anything else unknown is bare. */
export function readRoute(hash: string): Route {
  const [path = ''] = hash.split('?');
  if (path === START) return { kind: 'start' };
  const id = /^#\/w\/([^/]+)/.exec(path)?.[1];
  const workspace = id === undefined ? null : decode(id);
  return workspace === null ? { kind: 'bare' } : { kind: 'workspace', workspace, view: 'overview' };
}

/** The part of an address from `#` on that shows this. */
export function writeRoute(route: Route): string {
  switch (route.kind) {
    case 'bare':
      return '#/';
    case 'start':
      return START;
    case 'workspace':
      return `#/w/${encodeURIComponent(route.workspace)}/${route.view}`;
  }
}
