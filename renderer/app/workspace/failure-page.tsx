import type { ReactElement } from 'react';
import type { Failure } from '../../../shared/api/failure.ts';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { writeRoute } from '../../state/route/route.ts';
import type { Opening } from '../../state/opening/use-opening.ts';
import { BareTopBar } from '../shell/top-bar.tsx';

/** In place of a workspace that can't be shown: why, and the way to another one. */
export function FailurePage({
  failure,
  opening,
}: {
  readonly failure: Failure;
  readonly opening: Opening;
}): ReactElement {
  return (
    <div className="app bare">
      <BareTopBar opening={opening} />
      <main className="main page-message">
        <h1>This workspace can’t be shown</h1>
        <ProblemNote problem={failureText(failure)} onChild={opening.openChild} />
        <p>
          <a href={writeRoute({ kind: 'start' })}>Open another workspace</a>
        </p>
      </main>
    </div>
  );
}
