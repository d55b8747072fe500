import { createContext, useCallback, useContext, useEffect, useMemo } from 'react';
import { keepChoices, keptChoices } from './kept-choices.ts';
import { changedPlace, type Place, type PlaceChange } from './place.ts';
import { readRoute, writeRoute, type Route } from './route.ts';
import { announceSelection } from './selection-events.ts';
import { goTo, replaceRoute } from './use-route.ts';

type WorkspaceRoute = Extract<Route, { kind: 'workspace' }>;

/** Holds the route of the workspace that is shown. */
export const PlaceContext = createContext<WorkspaceRoute | null>(null);

/** Where one is in the workspace, and how to go elsewhere. */
export interface Placed {
  /** The id of the workspace. */
  readonly workspace: string;
  readonly place: Place;
  /** Changes the address. Back leads to what was shown before, unless it is replaced: for what changes with every key. */
  readonly go: (change: PlaceChange, how?: 'push' | 'replace') => void;
  /** The address after a change, for links. */
  readonly href: (change: PlaceChange) => string;
}

/** See {@link Placed}. */
export function usePlace(): Placed {
  const route = useContext(PlaceContext);
  if (route === null) throw new Error('There is no PlaceContext around this component');
  const href = useCallback(
    (change: PlaceChange) =>
      writeRoute({ ...route, place: changedPlace(route.place, change, keptChoices(route.workspace)) }),
    [route],
  );
  const go = useGo();
  return useMemo(() => ({ workspace: route.workspace, place: route.place, go, href }), [route, go, href]);
}

/** Keeps the choices of each view that is shown, so that it comes back with them. */
export function useKeptChoices(): void {
  const { workspace, place } = usePlace();
  const { view, own } = place;
  useEffect(() => keepChoices(workspace, view, own), [workspace, view, own]);
}

/** How to go elsewhere, for components that need not be drawn again when the place changes. */
export function useGo(): Placed['go'] {
  return useCallback((change, how = 'push') => {
    // What the address says now: a route that was drawn may be older.
    const now = readRoute(window.location.hash);
    if (now.kind !== 'workspace') return;
    const next: Route = { ...now, place: changedPlace(now.place, change, keptChoices(now.workspace)) };
    if (change.selection !== undefined && change.selection !== null) announceSelection();
    if (how === 'push') goTo(next);
    else replaceRoute(next);
  }, []);
}
