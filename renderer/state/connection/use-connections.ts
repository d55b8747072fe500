import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection.ts';
import type { Connections } from './connections.ts';

/** Holds the {@link Connections} of the page. */
export const ConnectionsContext = createContext<Connections | null>(null);

/** The connections of the page. */
export function useConnections(): Connections {
  const connections = useContext(ConnectionsContext);
  if (connections === null) throw new Error('There is no ConnectionsContext around this component');
  return connections;
}

/** How the connection to the core is, kept up to date. */
export function useCoreState(): ConnectionState {
  const { core } = useConnections();
  return useSyncExternalStore(core.subscribe, core.state);
}

/** How the connection to the host is, kept up to date. */
export function useHostState(): ConnectionState {
  const { host } = useConnections();
  return useSyncExternalStore(host.subscribe, host.state);
}
