import { Component, type ReactElement, type ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
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
  { readonly details: string | null }
> {
  override state: { readonly details: string | null } = { details: null };

  static getDerivedStateFromError(error: unknown): { details: string } {
    return { details: describe(error) };
  }

  override render(): ReactNode {
    const { details } = this.state;
    return details === null ? this.props.children : <BugPage details={details} />;
  }
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
