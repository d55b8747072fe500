import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { splitName } from '../../shared/text/middle-truncate.ts';
import { baseName } from '../text/base-name.ts';

/** The name of a file at the end of a path. Too long, it is cut in its middle: what tells files apart is the hash at its end. */
export function FileName({ path }: { readonly path: string }): ReactElement {
  const [front, end] = splitName(escapeForTerminal(baseName(path)));
  return (
    <span className="file-name mono">
      <span className="trunc">{front}</span>
      <span className="end">{end}</span>
    </span>
  );
}
