import { useState, type ReactElement } from 'react';
import type { HeldLock } from '../../../shared/api/deletion/clean-errors.ts';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { problemLine } from '../../kit/problems/failure-text.ts';
import { lockText } from '../../kit/problems/lock-text.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useUnfinished } from './use-unfinished.ts';

/** Says who else is cleaning up here, and how to take a lock away that was left behind. */
export function LockNotice(): ReactElement | null {
  const { others, askAgain } = useUnfinished();
  // Another lock is another question.
  return others === null ? null : <Held key={others.mark} lock={others} onTaken={askAgain} />;
}

function Held({ lock, onTaken }: { readonly lock: HeldLock; readonly onTaken: () => void }): ReactElement {
  const { coreClient } = useConnections();
  const { info } = useWorkspace();
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (): void => {
    coreClient.trash.takeOver({ workspace: info.id, mark: lock.mark }).then(onTaken, (error: unknown) => {
      const failure = failureOf(error);
      if (failure === null && !isLostCall(error)) throw error;
      setProblem(
        failure === null
          ? 'Stemma’s reader stopped. Try again.'
          : failure.code === 'NOT_FOUND'
            ? 'It is another lock by now.'
            : problemLine(failure),
      );
      onTaken();
    });
  };
  return (
    <NoticeBar
      tone="warn"
      text={
        <>
          <StateMark state="running" text={null} /> <b>{lockText(lock)}</b>{' '}
          {problem === null ? 'Nothing can be moved until it is done.' : escapeForTerminal(problem)}
          {isAsked &&
            ' If that Stemma is not running any more, its lock can be taken away. If it is, both would move files at once: ask first.'}
        </>
      }
      actions={
        isAsked ? (
          <Button danger text="Take its lock away" onClick={take} />
        ) : (
          <Button text="It is not running any more…" onClick={() => setAsked(true)} />
        )
      }
    />
  );
}
