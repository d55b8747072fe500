import type { ReactElement, ReactNode } from 'react';

/** A part of the inspector under a small title; `note` stands beside it, `actions` at its end. */
export function Section({
  title,
  note = null,
  actions = null,
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section>
      <h3>
        {title} {note !== null && <span className="dim">{note}</span>}
        {actions}
      </h3>
      {children}
    </section>
  );
}

/** Facts, one below the other. */
export function Facts({ children }: { readonly children: ReactNode }): ReactElement {
  return <dl className="facts">{children}</dl>;
}

/** A fact: its name, and what it is. */
export function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
