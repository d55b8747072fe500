import { FolderOpenIcon, ResetIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useConnections } from '../../state/connection/use-connections.ts';
import { ConnectionNotices } from '../../state/connection/connection-notices.tsx';
import { anyOf, failureText, type ProblemText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { StartDrop } from './start-drop.tsx';
import { StartFrame } from './start-frame.tsx';
import type { Opening } from '../../state/opening/use-opening.ts';
import { WorkspaceItem } from './workspace-item.tsx';

/** Asks for a workspace: by the system's dialog where there is one, or one of those that the host knows. */
export function StartPage({
  opening,
  problem,
}: {
  readonly opening: Opening;
  /** Why the workspace that was asked for when Stemma started is not shown. */
  readonly problem: ProblemText | null;
}): ReactElement {
  const { hostQueries } = useConnections();
  const info = useQuery(hostQueries.info.queryOptions());
  const workspaces = useQuery(hostQueries.workspaces.list.queryOptions());
  const demo = useQuery(hostQueries.demo.queryOptions()).data;
  const shown = opening.failure === null ? problem : failureText(opening.failure);
  const isDesktop = info.data?.kind === 'desktop';
  return (
    <StartFrame>
      <StartDrop opening={opening} marks={info.data?.marks ?? []} />
      <ConnectionNotices underWay={null} />
      <h1>Stemma</h1>
      <p className="lead">
        See what is in a nirs4all workspace, where each model came from, what needs it and what it costs.
      </p>
      <div role="alert">{shown !== null && <ProblemNote problem={shown} onChild={opening.openChild} />}</div>
      <div className="start-columns">
        {info.data?.canChoose === true && (
          <section aria-labelledby="start-open">
            <h2 id="start-open">Start</h2>
            <button
              type="button"
              className="start-item"
              autoFocus
              onClick={() => opening.open((host) => host.workspaces.choose())}
            >
              <FolderOpenIcon size={16} />
              <span className="two">
                <b>Open workspace…</b>
                <small>the folder that holds {anyOf(info.data.marks)}</small>
              </span>
              <kbd>{info.data.platform === 'darwin' ? '⌘ O' : 'Ctrl O'}</kbd>
            </button>
            <p className="dim tip">
              Or drop a folder anywhere on this window. Opening only reads: the index lies in your cache
              folder, not in the workspace.
            </p>
          </section>
        )}
        <section aria-labelledby="start-listed">
          <h2 id="start-listed">{isDesktop ? 'Recent' : 'Open a workspace'}</h2>
          {workspaces.data?.map((workspace) => (
            <WorkspaceItem
              key={workspace.id}
              workspace={workspace}
              onOpen={() => opening.open((host) => host.workspaces.open({ id: workspace.id }))}
            />
          ))}
          {demo !== null && demo !== undefined && (
            <button
              type="button"
              className="start-item"
              onClick={() => opening.open((host) => host.workspaces.remakeDemo({ id: demo.id }))}
            >
              <ResetIcon size={16} />
              <span className="two">
                <b>Make the demo anew</b>
                <small>as it was at first; what was done to it is lost</small>
              </span>
            </button>
          )}
          {workspaces.data?.length === 0 && (
            <p className="dim tip">
              {isDesktop ? 'None yet.' : 'None. Start stemma serve with -w and the folder of a workspace.'}
            </p>
          )}
        </section>
      </div>
    </StartFrame>
  );
}
