import type { ReactElement, ReactNode } from 'react';

/** A box to tick, with what one agrees to by that. */
export function ConsentBox({
  isGiven,
  onChange,
  children,
}: {
  readonly isGiven: boolean;
  readonly onChange: (isGiven: boolean) => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <label className="plan-consent">
      <input type="checkbox" className="check" checked={isGiven} onChange={() => onChange(!isGiven)} />
      <span>{children}</span>
    </label>
  );
}
