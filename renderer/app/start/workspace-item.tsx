import { CubeIcon, FolderCloseIcon, LockIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { ListedWorkspace } from '../../../shared/api/host.ts';
import { formatAge } from '../../../shared/text/duration.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { useNow } from '../../kit/use-now.ts';

const MINUTE_MS = 60_000;

/** A workspace to go to: name, the folder that holds it, and when it was last open. */
export function WorkspaceItem({
  workspace: { name, parent, isDemo, openedAt, state },
  onOpen,
}: {
  readonly workspace: ListedWorkspace;
  readonly onOpen: () => void;
}): ReactElement {
  const now = useNow(MINUTE_MS);
  return (
    <button type="button" className="start-item" onClick={onOpen}>
      <WorkspaceIcon isDemo={isDemo} state={state} />
      <span className="two">
        <b className="trunc">{escapeForTerminal(name)}</b>
        <small className="trunc">
          {isDemo ? 'the demo; a copy you can break' : escapeForTerminal(parent)}
          {state === 'read-only' && ' · read-only'}
        </small>
      </span>
      {state === 'gone' ? (
        <StateMark state="missing" text="not there now" />
      ) : (
        openedAt !== null && <span className="dim age">{formatAge(now - openedAt)} ago</span>
      )}
    </button>
  );
}

/** What kind of workspace it is: the demo, one that can't be written, or any other. */
export function WorkspaceIcon({ isDemo, state }: Pick<ListedWorkspace, 'isDemo' | 'state'>): ReactElement {
  if (isDemo) return <CubeIcon size={16} />;
  return state === 'read-only' ? <LockIcon size={16} /> : <FolderCloseIcon size={16} />;
}
