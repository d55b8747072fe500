import type { ReactElement } from 'react';

/** A small icon beside a text that does something with it. */
export function IconLink({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <button type="button" className="icon-link" aria-label={label} title={label} onClick={onClick}>
      {icon}
    </button>
  );
}
