import type { ReactElement, ReactNode } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';

/** A name that is to be typed before something goes on: what a stray key or click can't do. */
export function TypedName({
  name,
  purpose,
  reason = null,
  typed,
  autoFocus = false,
  onType,
}: {
  readonly name: string;
  /** `go on`: follows "Type NAME to". */
  readonly purpose: string;
  /** Why it is asked for, before that. */
  readonly reason?: ReactNode;
  readonly typed: string;
  readonly autoFocus?: boolean;
  readonly onType: (typed: string) => void;
}): ReactElement {
  return (
    <label className="plan-consent">
      <span>
        {reason !== null && <>{reason} </>}Type <b>{escapeForTerminal(name)}</b> to {purpose}
      </span>
      <input
        type="text"
        className="text-box"
        autoFocus={autoFocus}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onType(target.value)}
      />
    </label>
  );
}
