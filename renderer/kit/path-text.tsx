import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { FileName } from './file-name.tsx';

/** A path of the workspace: its folder faint, its name plain; too long, the folder gives way first. */
export function PathText({ path }: { readonly path: string }): ReactElement {
  const at = path.lastIndexOf('/') + 1;
  return (
    <span className="path-text mono">
      {at > 0 && <span className="dim trunc folder">{escapeForTerminal(path.slice(0, at))}</span>}
      <FileName path={path} />
    </span>
  );
}
