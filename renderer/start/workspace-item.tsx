import { CubeIcon, FolderCloseIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { ListedWorkspace } from '../../shared/api/host.ts';
import { formatAge } from '../../shared/text/duration.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { useNow } from '../parts/use-now.ts';

const MINUTE_MS = 60_000;

/** A workspace to go to: name, the folder that holds it, and when it was last open. */
export function WorkspaceItem({
  workspace: { name, parent, isDemo, openedAt },
  onOpen,
}: {
  readonly workspace: ListedWorkspace;
  readonly onOpen: () => void;
}): ReactElement {
  const now = useNow(MINUTE_MS);
  return (
    <button type="button" className="start-item" onClick={onOpen}>
      {isDemo ? <CubeIcon size={16} /> : <FolderCloseIcon size={16} />}
      <span className="two">
        <b className="trunc">{escapeForTerminal(name)}</b>
        <small className="trunc">
          {isDemo ? 'the demo; a copy you can break' : escapeForTerminal(parent)}
        </small>
      </span>
      {openedAt !== null && <span className="dim age">{formatAge(now - openedAt)} ago</span>}
    </button>
  );
}
