import { useMemo, useSyncExternalStore } from 'react';
import { readRoute, writeRoute, type Route } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** What the window shows, kept up to date. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

/** Shows something else; Back leads to what was shown before. */
export function goTo(route: Route): void {
  window.location.hash = writeRoute(route);
}

/** Shows something in place of what the address says now, which Back then skips. */
export function replaceRoute(route: Route): void {
  window.location.replace(writeRoute(route));
}
