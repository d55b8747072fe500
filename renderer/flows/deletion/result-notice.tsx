import { UndoIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import { noteText, skipText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { plural } from '../../text/plural.ts';
import { RefusedNotice } from './refused-notice.tsx';
import { resultText } from './result-text.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useCleaning } from './use-cleaning.ts';

/** What became of the last work, on top of the view until it is dismissed. */
export function ResultNotice(): ReactElement | null {
  const { ended, restore, dismiss } = useCleaning();
  const { info } = useWorkspace();
  const [shownAt, setShownAt] = useState<number | null>(null);
  if (ended === null) return null;
  if (ended.kind === 'refused') return <RefusedNotice ended={ended} />;
  const { result } = ended;
  const { title, more } = resultText(result, info.words.namer);
  const { trash_id, work, done, skipped, skipped_files, notes } = result;
  const canUndo = work === 'moving' && trash_id !== null && done.files > 0;
  const isListed = shownAt === ended.at;
  return (
    <NoticeBar
      tone={skipped_files > 0 || result.cancelled ? 'warn' : 'ok'}
      text={
        <>
          <b>{title}</b> {[...more, ...notes.map((note) => noteText(note))].join(' ')}
          {isListed && (
            <ul className="refused-list">
              {skipped.map(({ path, reason, message }) => (
                <li key={path}>
                  <span className="mono wrap">{escapeForTerminal(path)}</span>:{' '}
                  {skipText(reason, message, info.words.namer)}
                </li>
              ))}
              {skipped_files > skipped.length && (
                <li className="dim">and {formatCount(skipped_files - skipped.length)} more</li>
              )}
            </ul>
          )}
        </>
      }
      actions={
        <>
          {skipped.length > 0 && (
            <Button
              text={isListed ? 'Hide them' : `Show the ${plural(skipped_files, 'file')}`}
              onClick={() => setShownAt(isListed ? null : ended.at)}
            />
          )}
          {canUndo && <Button text="Undo" icon={<UndoIcon size={14} />} onClick={() => restore(trash_id)} />}
        </>
      }
      onDismiss={dismiss}
    />
  );
}
