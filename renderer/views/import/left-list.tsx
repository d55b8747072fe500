import type { ReactElement } from 'react';
import type { ImportHead } from '../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { plural } from '../../text/plural.ts';

/** What of a source is not looked at, and why. */
export function LeftList({
  head: { left, left_count: count },
  isOpen,
}: {
  readonly head: ImportHead;
  readonly isOpen: boolean;
}): ReactElement {
  return (
    <details className="import-left" open={isOpen}>
      <summary>{plural(count, 'thing is', 'things are')} not imported</summary>
      <ul className="refused-list">
        {left.map(({ path, reason }) => (
          <li key={path}>
            <span className="mono wrap">{escapeForTerminal(path)}</span>: {escapeForTerminal(reason)}
          </li>
        ))}
        {count > left.length && <li className="dim">and {formatCount(count - left.length)} more</li>}
      </ul>
    </details>
  );
}
