import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { Opening } from '../../state/opening/use-opening.ts';
import { useKeptChoices, usePlace } from '../../state/route/use-place.ts';
import { FailurePage } from './failure-page.tsx';
import { OpenWorkspace } from './open-workspace.tsx';
import { BareTopBar } from '../shell/top-bar.tsx';
import { scopeOf } from '../../state/workspace/use-scope.ts';
import { useFreshAnswers } from '../../state/workspace/use-fresh-answers.ts';
import { useWatch } from '../../state/workspace/use-watch.ts';

/** A workspace by its id: watched for as long as this page shows it. */
export function WorkspacePage({
  workspace,
  opening,
}: {
  readonly workspace: string;
  readonly opening: Opening;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { status, seen, failure } = useWatch(workspace);
  const info = useQuery(
    coreQueries.workspace.info.queryOptions({ input: { workspace }, enabled: status !== null }),
  );
  useFirstAnswer(workspace, status?.isReady === true);
  useTitle(info.data?.name);
  useKeptChoices();
  useFreshAnswers(status?.revision ?? null);
  if (failure !== null) return <FailurePage failure={failure} opening={opening} />;
  if (status !== null && info.data !== undefined) {
    return <OpenWorkspace info={info.data} status={status} seen={seen} opening={opening} />;
  }
  return (
    <div className="app bare">
      <BareTopBar opening={opening} />
      <main className="main" aria-busy="true" />
    </div>
  );
}

/** Asks for what the navigation and the first view wait for while the window is still being drawn. */
function useFirstAnswer(workspace: string, isReady: boolean): void {
  const queries = useQueryClient();
  const { coreQueries } = useConnections();
  const { dataset } = usePlace().place;
  useEffect(() => {
    if (!isReady) return;
    const input = scopeOf(workspace, dataset);
    void queries.prefetchQuery(coreQueries.workspace.overview.queryOptions({ input }));
  }, [queries, coreQueries, workspace, dataset, isReady]);
}

/** Names the window after the workspace. */
function useTitle(name: string | undefined): void {
  useEffect(() => {
    if (name === undefined) return undefined;
    document.title = `${name} – Stemma`;
    return () => {
      document.title = 'Stemma';
    };
  }, [name]);
}
