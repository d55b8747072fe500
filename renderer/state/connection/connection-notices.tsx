import { useState, type ReactElement } from 'react';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { CopyDetails } from '../../kit/problems/copy-details.tsx';
import { Button } from '../../kit/button.tsx';
import { useCoreState, useHostState } from './use-connections.ts';

/** Says that nobody answers, or that the core stopped and was started again; nothing while all is well. */
export function ConnectionNotices({
  underWay,
}: {
  /** What the core was doing when the page last knew, as "during …" or "while it …"; null where nothing. */
  readonly underWay: string | null;
}): ReactElement | null {
  const core = useCoreState();
  const host = useHostState();
  const [dismissed, setDismissed] = useState(0);
  const [during, setDuring] = useState<{ readonly generation: number; readonly text: string | null }>({
    generation: 0,
    text: null,
  });
  // What was under way when the channel closed: later there may be something else.
  if (core.phase !== 'open' && during.generation !== core.generation) {
    setDuring({ generation: core.generation, text: underWay });
  }
  if (core.phase === 'refused' || host.phase === 'refused') {
    return (
      <NoticeBar
        tone="danger"
        text="Stemma was started again, and does not know this page. Open the URL that stemma serve printed."
        actions={<Button text="Reload" onClick={() => window.location.reload()} />}
      />
    );
  }
  if (core.phase === 'gone' || host.phase === 'gone') {
    return core.phase === 'gone' && core.reason !== null && host.phase === 'open' ? (
      <NoticeBar
        tone="danger"
        text="Stemma’s reader stops again and again."
        details={core.reason}
        actions={
          <>
            <Button text="Restart" onClick={() => window.location.reload()} />
            <CopyDetails details={core.reason} />
          </>
        }
      />
    ) : (
      <NoticeBar
        tone="danger"
        text="Stemma stopped. Start it again and reload this page."
        actions={<Button text="Reload" onClick={() => window.location.reload()} />}
      />
    );
  }
  if (core.phase !== 'open' || core.reason === null || core.generation === dismissed) return null;
  return (
    <NoticeBar
      tone="warn"
      text={
        during.text === null
          ? 'Stemma’s reader stopped and was started again.'
          : `Stemma’s reader stopped ${during.text} and was started again.`
      }
      details={core.reason}
      actions={<CopyDetails details={core.reason} />}
      onDismiss={() => setDismissed(core.generation)}
    />
  );
}
