import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { placeOf, unreadableTitle, type UnreadableEntry } from './unreadable-text.ts';

/** More are not listed: who has so many has one reason for them. */
const SHOWN = 200;

/** What could not be read, with the place and the reason, and what follows from it. */
export function UnreadableList({ entries }: { readonly entries: readonly UnreadableEntry[] }): ReactElement {
  return (
    <section className="unreadable" aria-labelledby="unreadable-title">
      <h2 id="unreadable-title">
        <StateMark state="unreadable" text={unreadableTitle(entries)} />
      </h2>
      <p className="dim">They may name any file that nothing else names, so such files are undecided.</p>
      <div className="scroller" role="group" aria-labelledby="unreadable-title" tabIndex={0}>
        <ul>
          {entries.slice(0, SHOWN).map((entry) => (
            <li key={entry.path}>
              <span className="mono wrap">{escapeForTerminal(entry.path)}</span>
              <span>{placeOf(entry)}</span>
              <span>{escapeForTerminal(entry.message)}</span>
            </li>
          ))}
          {entries.length > SHOWN && <li className="dim">and {formatCount(entries.length - SHOWN)} more</li>}
        </ul>
      </div>
    </section>
  );
}
