import { FolderCloseIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { WorkspaceInfo } from '../../shared/api/workspace.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { writeRoute } from '../route/route.ts';
import { ThemeButton } from '../theme/theme-button.tsx';

/** The bar on top: which workspace this is, the way to another one, the theme. */
export function TopBar({ info }: { readonly info: WorkspaceInfo | null }): ReactElement {
  return (
    <header className="top" aria-label="Window">
      <a className="workspace-name" href={writeRoute({ kind: 'start' })} title="Open another workspace">
        <FolderCloseIcon size={14} />
        <b className="trunc">{info === null ? 'Opening…' : escapeForTerminal(info.name)}</b>
        {info !== null && <span className="dim trunc">{escapeForTerminal(info.parent)}</span>}
      </a>
      <span className="grow" />
      <ThemeButton />
    </header>
  );
}
