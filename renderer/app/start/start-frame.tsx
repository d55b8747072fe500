import type { ReactElement, ReactNode } from 'react';
import { ThemeButton } from '../shell/theme-button.tsx';

/** A window without a workspace: the button for the colours, and the page below it. */
export function StartFrame({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="start">
      <header className="start-top" aria-label="Window">
        <ThemeButton />
      </header>
      <main className="start-main">{children}</main>
    </div>
  );
}
