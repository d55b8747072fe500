import type { ReactElement } from 'react';
import type { Failure } from '../../../shared/api/failure.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { placeOf } from '../../text/unreadable-text.ts';

/** As many are shown. */
const SHOWN = 8;

/** What stands in the way of cleaning up because it can't be read: manifests lead to themselves, the rest says why. */
export function UnreadableList({
  entries,
  count,
  onShow,
}: {
  readonly entries: Extract<Failure, { readonly code: 'UNREADABLE' }>['data']['unreadable'];
  /** Of all of them, which may be more than were told. */
  readonly count: number;
  /** Shows a manifest. */
  readonly onShow: (manifest: string) => void;
}): ReactElement {
  const shown = entries.slice(0, SHOWN);
  return (
    <ul className="refused-list">
      {shown.map((entry) => (
        <li key={entry.path}>
          {entry.decision === 'empty' ? (
            <button type="button" className="link mono wrap" onClick={() => onShow(entry.path)}>
              {escapeForTerminal(entry.path)}
            </button>
          ) : (
            <>
              <span className="mono wrap">{escapeForTerminal(entry.path)}</span>
              {`: ${escapeForTerminal(entry.message)}`}
            </>
          )}
          {entry.line !== null && `, ${placeOf(entry)}`}
        </li>
      ))}
      {count > shown.length && <li className="dim">and {formatCount(count - shown.length)} more</li>}
    </ul>
  );
}
