import type { ReactElement } from 'react';

/** A button with words, and perhaps an icon before them. The one `primary` of a page is what most people want there. */
export function Button({
  text,
  icon,
  primary = false,
  quiet = false,
  autoFocus = false,
  onClick,
}: {
  readonly text: string;
  readonly icon?: ReactElement;
  readonly primary?: boolean;
  /** Without a border, for bars and notices. */
  readonly quiet?: boolean;
  readonly autoFocus?: boolean;
  readonly onClick: () => void;
}): ReactElement {
  const look = primary ? 'button primary' : quiet ? 'button quiet' : 'button';
  return (
    <button type="button" className={look} autoFocus={autoFocus} onClick={onClick}>
      {icon}
      {text}
    </button>
  );
}

/** A button that is only an icon; its label is read out and shown as a tooltip. */
export function IconButton({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className="button quiet icon-only"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {icon}
    </button>
  );
}
