import { Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import { CaretDownIcon, FolderCloseIcon, FolderOpenIcon, HomeIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { WorkspaceInfo } from '../../../shared/api/workspace/workspace.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useKeyNames } from '../../state/use-key-names.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { writeRoute } from '../../state/route/route.ts';
import { goTo } from '../../state/route/use-route.ts';
import { WorkspaceIcon } from '../start/workspace-item.tsx';
import type { Opening } from '../../state/opening/use-opening.ts';

/** Which workspace this is, and the way to others. */
export function WorkspaceMenu({
  info,
  opening,
}: {
  /** Null while there is none to show. */
  readonly info: WorkspaceInfo | null;
  readonly opening: Opening;
}): ReactElement {
  return (
    <DropDown content={<WorkspaceList current={info?.id ?? null} opening={opening} />}>
      <button type="button" className="workspace-name" aria-haspopup="menu">
        <FolderCloseIcon size={14} />
        <b className="trunc">{info === null ? 'Workspaces' : escapeForTerminal(info.name)}</b>
        {info !== null && <span className="dim trunc path">{escapeForTerminal(info.parent)}</span>}
        <CaretDownIcon size={14} />
      </button>
    </DropDown>
  );
}

function WorkspaceList({
  current,
  opening,
}: {
  readonly current: string | null;
  readonly opening: Opening;
}): ReactElement {
  const { hostQueries } = useConnections();
  const host = useQuery(hostQueries.info.queryOptions()).data;
  const listed = useQuery(hostQueries.workspaces.list.queryOptions()).data ?? [];
  const { withControl } = useKeyNames();
  return (
    <Menu aria-label="Workspaces" className="long-menu wide-menu">
      {/* Not Blueprint's: that is a heading of the sixth level, whatever is around it. */}
      <li className="menu-title" role="presentation">
        {host?.kind === 'desktop' ? 'Recent workspaces' : 'Workspaces'}
      </li>
      {listed.map(({ id, name, parent, isDemo, state }) => (
        <MenuItem
          key={id}
          icon={<WorkspaceIcon isDemo={isDemo} state={state} />}
          active={id === current}
          text={
            <span className="two">
              <b className="trunc">{escapeForTerminal(name)}</b>
              <small className="trunc">
                {escapeForTerminal(parent)}
                {state === 'there' ? '' : state === 'gone' ? ' · not there now' : ' · read-only'}
              </small>
            </span>
          }
          onClick={() => opening.open((asked) => asked.workspaces.open({ id }))}
        />
      ))}
      <MenuDivider />
      {host?.canChoose === true && (
        <MenuItem
          icon={<FolderOpenIcon />}
          text="Open workspace…"
          label={withControl('O')}
          onClick={() => opening.open((asked) => asked.workspaces.choose())}
        />
      )}
      <MenuItem
        icon={<HomeIcon />}
        text="Start page"
        href={writeRoute({ kind: 'start' })}
        onClick={() => goTo({ kind: 'start' })}
      />
    </Menu>
  );
}
