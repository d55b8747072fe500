import { FIRST_PLACE, readPlace, writePlace, type Place } from './place.ts';
import { readView } from './views.ts';

/** What the window shows, as its address says. */
export type Route =
  /** A bare address: the host knows what to show. */
  | { readonly kind: 'bare' }
  /** The page that asks for a workspace. */
  | { readonly kind: 'start' }
  | { readonly kind: 'workspace'; readonly workspace: string; readonly place: Place };

const START = '#/start';

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // A broken escape, typed by hand: no workspace is called that.
    return null;
  }
}

/** The first sight of a workspace, as a route. */
export function workspaceRoute(workspace: string): Route {
  return { kind: 'workspace', workspace, place: FIRST_PLACE };
}

/** Reads the part of an address from `#` on. A view that there is not is the overview; anything else unknown is bare. */
export function readRoute(hash: string): Route {
  const [path = '', ...rest] = hash.split('?');
  if (path === START) return { kind: 'start' };
  const [, id, view] = /^#\/w\/([^/]+)(?:\/([^/]*))?/.exec(path) ?? [];
  const workspace = id === undefined ? null : decode(id);
  if (workspace === null) return { kind: 'bare' };
  return { kind: 'workspace', workspace, place: readPlace(readView(view) ?? 'overview', rest.join('?')) };
}

/** The part of an address from `#` on that shows this. */
export function writeRoute(route: Route): string {
  switch (route.kind) {
    case 'bare':
      return '#/';
    case 'start':
      return START;
    case 'workspace':
      return `#/w/${encodeURIComponent(route.workspace)}/${route.place.view}${writePlace(route.place)}`;
  }
}
