import { Component, type ReactElement, type ReactNode } from 'react';
import { Button } from '../button.tsx';
import { NotLoadedError } from '../lazily.tsx';
import { CopyDetails } from './copy-details.tsx';

/** An error as text for a report: message, stack, and what caused it. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nCaused by: ${describe(error.cause)}`;
}

/** Shows a bug in place of the window, so that it can be reported. Work that was asked for goes on behind it. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly shown: Shown | null }
> {
  override state: { readonly shown: Shown | null } = { shown: null };

  static getDerivedStateFromError(error: unknown): { shown: Shown } {
    return { shown: { details: describe(error), isBug: !(error instanceof NotLoadedError) } };
  }

  override render(): ReactNode {
    const { shown } = this.state;
    if (shown === null) return this.props.children;
    return shown.isBug ? <BugPage details={shown.details} /> : <NotLoadedPage />;
  }
}

/** What is shown in place of the window. */
interface Shown {
  readonly details: string;
  readonly isBug: boolean;
}

/** The window has parts that come when they are wanted, and the server they come from is gone or another. */
function NotLoadedPage(): ReactElement {
  return (
    <main className="page-message">
      <h1>Stemma was stopped or updated</h1>
      <p>A part of this window could not be loaded. Start Stemma again where it was stopped, and reload.</p>
      <div className="row-of-buttons">
        <Button primary text="Reload" onClick={() => window.location.reload()} />
      </div>
    </main>
  );
}

function BugPage({ details }: { readonly details: string }): ReactElement {
  return (
    <main className="page-message">
      <h1>Something in Stemma went wrong</h1>
      <p>
        This is a mistake in Stemma’s window, and it lost no files. Work that you had started goes on until
        you reload, which stops it after the current file; Trash shows what it moved.
      </p>
      <div className="row-of-buttons">
        <Button primary text="Reload" onClick={() => window.location.reload()} />
        <CopyDetails details={details} />
      </div>
      <pre className="mono" tabIndex={0} aria-label="Details">
        {details}
      </pre>
    </main>
  );
}
