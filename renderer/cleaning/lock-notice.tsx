import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../parts/button.tsx';
import { NoticeBar } from '../parts/notice-bar.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { localStamp } from '../text/stamp.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** Says who else is cleaning up here, and how to take a lock away that was left behind. */
export function LockNotice(): ReactElement | null {
  const { coreClient, coreQueries } = useConnections();
  const { info } = useWorkspace();
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data, refetch } = useQuery(
    coreQueries.trash.unfinished.queryOptions({ input: { workspace: info.id }, retry: false }),
  );
  const lock = data?.lock ?? null;
  if (lock === null || lock.dead) return null;
  const since = lock.since === null ? '' : ` since ${localStamp(lock.since)}`;
  const who = lock.host === null ? 'Another Stemma' : `Another Stemma on ${escapeForTerminal(lock.host)}`;
  const take = (): void => {
    coreClient.trash.takeOver({ workspace: info.id, mark: lock.mark }).then(
      () => void refetch(),
      (error: unknown) => {
        if (failureOf(error) === null && !isLostCall(error)) throw error;
        setProblem('It is another lock by now.');
        void refetch();
      },
    );
  };
  return (
    <NoticeBar
      tone="warn"
      text={
        <>
          <StateMark state="running" text={null} />{' '}
          <b>
            {who} is cleaning up here{since}.
          </b>{' '}
          {problem ?? 'Nothing can be moved until it is done.'}
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
