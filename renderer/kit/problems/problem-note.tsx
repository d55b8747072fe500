import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { ProblemText } from './failure-text.ts';

/** A problem as text on a page: what happened, to what, and what one can do. */
export function ProblemNote({
  problem,
  onChild,
}: {
  readonly problem: ProblemText;
  /** Opens a workspace in the folder that is none itself, by its name. */
  readonly onChild?: (child: string) => void;
}): ReactElement {
  return (
    <div className="problem">
      <p>
        <strong>{problem.title}</strong>
      </p>
      {problem.path !== null && <p className="mono wrap">{escapeForTerminal(problem.path)}</p>}
      <p>{problem.advice}</p>
      {problem.children.length > 0 && (
        <ul>
          {problem.children.map((child) => (
            <li key={child} className="mono wrap">
              {onChild === undefined ? (
                escapeForTerminal(child)
              ) : (
                <button type="button" className="link" onClick={() => onChild(child)}>
                  {escapeForTerminal(child)}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
