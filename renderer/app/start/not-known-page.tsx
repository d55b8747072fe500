import type { ReactElement } from 'react';
import { Button } from '../../kit/button.tsx';
import { StartFrame } from './start-frame.tsx';

/** In a browser that has no token: why there is nothing to see, and what to do. */
export function NotKnownPage(): ReactElement {
  return (
    <StartFrame>
      <div role="alert">
        <h1>Stemma does not know this page</h1>
        <p className="lead">It answers only pages that were opened with its token.</p>
        <p>
          Open the URL that <code>stemma serve</code> printed in the terminal. If it was started again
          meanwhile, it has printed a new one.
        </p>
      </div>
      <p className="start-again">
        <Button text="Try again" onClick={() => window.location.reload()} />
      </p>
    </StartFrame>
  );
}
