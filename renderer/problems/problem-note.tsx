import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import type { ProblemText } from './failure-text.ts';

/** A problem as text on a page: what happened, to what, and what one can do. */
export function ProblemNote({ problem }: { readonly problem: ProblemText }): ReactElement {
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
              {escapeForTerminal(child)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
