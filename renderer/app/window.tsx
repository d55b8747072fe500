import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { useConnections, useHostState } from '../state/connection/use-connections.ts';
import { startProblemText } from '../kit/problems/failure-text.ts';
import { workspaceRoute } from '../state/route/route.ts';
import { PlaceContext } from '../state/route/use-place.ts';
import { replaceRoute, useRoute } from '../state/route/use-route.ts';
import { NotKnownPage } from './start/not-known-page.tsx';
import { StartPage } from './start/start-page.tsx';
import { useStayHere } from '../state/drops/use-stay-here.ts';
import { useDesktopOpening } from '../state/opening/use-desktop-opening.ts';
import { useOpening, type Opening } from '../state/opening/use-opening.ts';
import { WorkspacePage } from './workspace/workspace-page.tsx';

/** Shows what the address says; where it says nothing, the host does. */
export function Window(): ReactElement {
  const route = useRoute();
  const opening = useOpening();
  useDesktopOpening(opening);
  useStayHere();
  const { phase, generation } = useHostState();
  // A page that was let in before keeps what it shows, with a notice above.
  if (phase === 'refused' && generation === 0) return <NotKnownPage />;
  switch (route.kind) {
    case 'bare':
      return <Beginning opening={opening} />;
    case 'start':
      return <StartPage opening={opening} problem={null} />;
    case 'workspace':
      return (
        <PlaceContext value={route}>
          <WorkspacePage key={route.workspace} workspace={route.workspace} opening={opening} />
        </PlaceContext>
      );
  }
}

/** A new window: the workspace that the host names, or the start page with what was wrong. */
function Beginning({ opening }: { readonly opening: Opening }): ReactElement {
  const { hostQueries } = useConnections();
  const start = useQuery(hostQueries.start.queryOptions()).data;
  const workspace = start?.workspace ?? null;
  useEffect(() => {
    if (workspace !== null) replaceRoute(workspaceRoute(workspace));
  }, [workspace]);
  if (start === undefined || workspace !== null) return <main className="main" aria-busy="true" />;
  return (
    <StartPage opening={opening} problem={start.problem === null ? null : startProblemText(start.problem)} />
  );
}
