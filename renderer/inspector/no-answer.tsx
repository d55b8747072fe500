import type { ReactElement } from 'react';
import { failureOf } from '../../shared/api/failure.ts';
import { localClock } from '../../shared/text/local-time.ts';
import { failureText } from '../kit/problems/failure-text.ts';
import { ProblemNote } from '../kit/problems/problem-note.tsx';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { InspectorHead } from './inspector-head.tsx';

/** What stands in the inspector while there is no answer: nothing yet, or why there is none. */
export function NoAnswer({ error, what }: { readonly error: unknown; readonly what: string }): ReactElement {
  const { scannedAt } = useWorkspace();
  const failure = error === null ? null : failureOf(error);
  if (failure === null) return <div aria-busy="true" />;
  if (failure.code !== 'NOT_FOUND') {
    return (
      <>
        <InspectorHead title={what} kind="" />
        <div className="inspector-note">
          <ProblemNote problem={failureText(failure)} />
        </div>
      </>
    );
  }
  const time = scannedAt === null ? '' : ` (changed ${localClock(new Date(scannedAt))})`;
  return (
    <>
      <InspectorHead title={what} kind="" />
      <p className="inspector-note" role="status">
        No longer there{time}.
      </p>
    </>
  );
}
