import type { ReactElement } from 'react';

/** A button with words, and perhaps an icon before them. The one `primary` of a page is what most people want there. */
export function Button({
  text,
  icon,
  primary = false,
  quiet = false,
  danger = false,
  autoFocus = false,
  refusal = null,
  onClick,
}: {
  readonly text: string;
  readonly icon?: ReactElement;
  readonly primary?: boolean;
  /** Without a border, for bars and notices. */
  readonly quiet?: boolean;
  /** For what can't be undone. */
  readonly danger?: boolean;
  readonly autoFocus?: boolean;
  /** Why it can't be used now; it stays reachable, so that one can read it. */
  readonly refusal?: string | null;
  readonly onClick: () => void;
}): ReactElement {
  const look = danger ? 'button danger' : primary ? 'button primary' : quiet ? 'button quiet' : 'button';
  return (
    <button
      type="button"
      className={look}
      autoFocus={autoFocus}
      {...(refusal === null ? {} : { 'aria-disabled': true, title: refusal })}
      onClick={refusal === null ? onClick : undefined}
    >
      {icon}
      <span className="label">{text}</span>
    </button>
  );
}

/** A button that is only an icon; its label is read out and shown as a tooltip. */
export function IconButton({
  label,
  icon,
  isOn,
  isOff = false,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactElement;
  /** For what is on or off. */
  readonly isOn?: boolean;
  /** It can't be used now; the label says why. */
  readonly isOff?: boolean;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className={isOn === true ? 'button quiet icon-only on' : 'button quiet icon-only'}
      aria-label={label}
      title={label}
      {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
      {...(isOff ? { 'aria-disabled': true } : {})}
      onClick={isOff ? undefined : onClick}
    >
      {icon}
    </button>
  );
}
