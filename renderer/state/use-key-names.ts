import { useQuery } from '@tanstack/react-query';
import { useConnections } from './connection/use-connections.ts';

/** How keys are called on this system. */
export interface KeyNames {
  /** `Ctrl K`, or `⌘ K`. */
  readonly withControl: (key: string) => string;
  readonly alt: string;
  /** In a browser some keys belong to it: new tabs, reloading. */
  readonly isDesktop: boolean;
}

/** See {@link KeyNames}. */
export function useKeyNames(): KeyNames {
  const { hostQueries } = useConnections();
  const host = useQuery(hostQueries.info.queryOptions()).data;
  const isMac = host?.platform === 'darwin';
  return {
    withControl: (key) => (isMac ? `⌘ ${key}` : `Ctrl ${key}`),
    alt: isMac ? '⌥' : 'Alt',
    isDesktop: host?.kind === 'desktop',
  };
}
