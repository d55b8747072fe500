import type { ReactElement, ReactNode } from 'react';
import { usePlace } from '../state/route/use-place.ts';
import type { Selection } from '../state/route/selection.ts';

/** A link that selects something: Back returns, and it can be copied. */
export function SelectLink({
  to,
  title,
  isRow = false,
  isCurrent = false,
  children,
}: {
  readonly to: Selection;
  readonly title?: string;
  /** A whole row of a list. */
  readonly isRow?: boolean;
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { href } = usePlace();
  return (
    <a
      className={isRow ? 'row-link' : 'link trunc'}
      href={href({ selection: to })}
      title={title}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    >
      {children}
    </a>
  );
}
