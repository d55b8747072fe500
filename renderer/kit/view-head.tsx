import type { ReactElement, ReactNode } from 'react';

/** The head of a view: its name, a choice of what it shows, a note on that, and what can be done. */
export function ViewHead({
  title,
  choice = null,
  note = null,
  children,
}: {
  readonly title: string;
  readonly choice?: ReactNode;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="view-head">
      <h1>{title}</h1>
      {choice}
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
