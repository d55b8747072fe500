import { RefreshIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { Statistics } from '../../../shared/api/workspace/statistics.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { Button } from '../../kit/button.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { CopyDetails } from '../../kit/problems/copy-details.tsx';
import { writeRoute } from '../../state/route/route.ts';

type Unreadable = Statistics['unreadable'][number];

/**
 * What makes a whole workspace unreadable: one of the folders can't be listed without which nothing can be said about the rest, its own
 * or one of its `marks`. Null where none is.
 */
export function wholeProblem(unreadable: readonly Unreadable[], marks: readonly string[]): Unreadable | null {
  const needed = new Set(['/', './', ...marks]);
  return unreadable.find(({ code, path }) => code === 'UNLISTABLE' && needed.has(`${path}/`)) ?? null;
}

/** In place of all views of a workspace whose folders can't be read. */
export function UnreadablePage({
  folder,
  problem,
  onRetry,
}: {
  /** The workspace's own, for people. */
  readonly folder: string;
  readonly problem: Unreadable;
  readonly onRetry: () => void;
}): ReactElement {
  const path = escapeForTerminal(problem.path === '' ? folder : `${folder}/${problem.path}`);
  return (
    <div className="empty" role="alert">
      <StateMark state="unreadable" text={null} />
      <h1>This workspace can’t be read</h1>
      <p>
        <span className="mono wrap">{path}</span>: {escapeForTerminal(problem.message)}
      </p>
      <p>
        Stemma needs to read this folder to know which files are in use. Without it nothing is shown, because
        anything shown would be a guess.
      </p>
      <div className="row-of-buttons">
        <Button primary text="Try again" icon={<RefreshIcon size={14} />} onClick={onRetry} />
        <a className="button" href={writeRoute({ kind: 'start' })}>
          Open another workspace…
        </a>
        <CopyDetails details={`${path}: ${problem.message} (${problem.code})`} />
      </div>
    </div>
  );
}
