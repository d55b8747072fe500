import type { ReactElement } from 'react';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { useGo } from '../../state/route/use-place.ts';
import type { Ended } from './cleaning.ts';
import { UnreadableList } from './unreadable-list.tsx';
import { useCleaning } from './use-cleaning.ts';

/** Why the last work was refused, with what stands in the way and where that is decided. */
export function RefusedNotice({
  ended: { work, failure },
}: {
  readonly ended: Extract<Ended, { readonly kind: 'refused' }>;
}): ReactElement {
  const { dismiss } = useCleaning();
  const go = useGo();
  const isUnreadable = failure.code === 'UNREADABLE';
  const canEmpty = failure.code === 'NO_SPACE' && failure.data.trash_bytes > 0;
  return (
    <NoticeBar
      tone="danger"
      text={
        <>
          <ProblemNote problem={failureText(failure)} />
          {isUnreadable && (
            <UnreadableList
              entries={failure.data.unreadable}
              count={failure.data.count}
              onShow={(manifest) => go({ selection: { kind: 'pipeline', manifest }, tab: 'manifest' })}
            />
          )}
        </>
      }
      actions={
        <>
          {canEmpty && <Button text="Show the trash" onClick={() => go({ view: 'trash' })} />}
          {isUnreadable && <Button text="Decide in Clean up" onClick={() => go({ view: 'clean-up' })} />}
          {work === 'resume' && <Button text="Finish or undo it…" onClick={dismiss} />}
        </>
      }
      onDismiss={dismiss}
    />
  );
}
