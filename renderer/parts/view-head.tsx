import type { ReactElement, ReactNode } from 'react';

/** The head of a view: its name, a note on what is shown, and what can be done. */
export function ViewHead({
  title,
  note = null,
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="view-head">
      <h1>{title}</h1>
      {note !== null && <span className="note trunc">{note}</span>}
      <span className="grow" />
      {children}
    </div>
  );
}

/** What stands in a view that has nothing to show. */
export function EmptyView({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
