import { OverlaysProvider } from '@blueprintjs/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { CleaningContext, useCleaningOf } from '../../../renderer/flows/deletion/use-cleaning.ts';
import type { Connections } from '../../../renderer/state/connection/connections.ts';
import { createQueryClient } from '../../../renderer/state/connection/query-client.ts';
import { ConnectionsContext } from '../../../renderer/state/connection/use-connections.ts';
import { workspaceRoute } from '../../../renderer/state/route/route.ts';
import { PlaceContext } from '../../../renderer/state/route/use-place.ts';
import { WorkspaceContext } from '../../../renderer/state/workspace/use-workspace.ts';
import { WORDS } from './gallery-host.ts';

/** Parts of the window by themselves, with all around them that they need. */
export function PartsSheet({
  title,
  connect,
  workspace,
  draw,
}: {
  readonly title: string;
  readonly connect: () => Connections;
  readonly workspace: string;
  readonly draw: () => ReactElement;
}): ReactElement | null {
  const [connections] = useState(connect);
  const [queries] = useState(createQueryClient);
  const route = workspaceRoute(workspace);
  if (route.kind !== 'workspace') return null;
  return (
    <ConnectionsContext value={connections}>
      <QueryClientProvider client={queries}>
        <OverlaysProvider>
          <PlaceContext value={route}>
            <WorkspaceContext
              value={{
                info: {
                  id: workspace,
                  name: 'lab',
                  parent: '/home/mara',
                  root: '/home/mara/lab',
                  layout: 'v3',
                  isRead: true,
                  words: WORDS,
                  store: null,
                  readOnly: null,
                  graceMs: 0,
                },
                isReady: true,
                revision: 1,
                scannedAt: Date.now(),
                rescan: () => undefined,
              }}
            >
              <Cleaning workspace={workspace}>
                <main className="gallery-sheet">
                  <h1>{title}</h1>
                  {draw()}
                </main>
              </Cleaning>
            </WorkspaceContext>
          </PlaceContext>
        </OverlaysProvider>
      </QueryClientProvider>
    </ConnectionsContext>
  );
}

function Cleaning({
  workspace,
  children,
}: {
  readonly workspace: string;
  readonly children: ReactNode;
}): ReactElement {
  const cleaning = useCleaningOf(workspace, false);
  return <CleaningContext value={cleaning}>{children}</CleaningContext>;
}

/** Parts of one kind, below what they are. */
export function Shelf({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="gallery-shelf">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
