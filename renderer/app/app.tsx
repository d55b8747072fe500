import { OverlaysProvider } from '@blueprintjs/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { createConnections, type Connections } from '../state/connection/connections.ts';
import { createQueryClient } from '../state/connection/query-client.ts';
import { ConnectionsContext } from '../state/connection/use-connections.ts';
import { ErrorBoundary } from '../kit/problems/error-boundary.tsx';
import { Window } from './window.tsx';

/** The whole page: what everything in it needs, around what the address says. */
export function App({
  connect = createConnections,
}: {
  /** Makes what the page asks through; called once. */
  readonly connect?: () => Connections;
}): ReactElement {
  const [connections] = useState(connect);
  const [queries] = useState(createQueryClient);
  return (
    <ErrorBoundary>
      <ConnectionsContext value={connections}>
        <QueryClientProvider client={queries}>
          <OverlaysProvider>
            <Window />
          </OverlaysProvider>
        </QueryClientProvider>
      </ConnectionsContext>
    </ErrorBoundary>
  );
}
