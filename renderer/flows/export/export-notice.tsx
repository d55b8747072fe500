import { useState, type ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { Button } from '../../kit/button.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { plural } from '../../text/plural.ts';
import { useExport } from './use-export.ts';

/** Why a stored file stays behind. */
const WHY = {
  missing: 'it is missing',
  'wrong-hash': 'its bytes are not those that its record says',
  outside: 'it lies behind a link',
} as const;

/** Why nothing was exported, or what could not be taken along. */
export function ExportNotice(): ReactElement | null {
  const { ended, dismiss } = useExport();
  const [isListed, setListed] = useState(false);
  if (ended === null) return null;
  if (ended.kind === 'refused') {
    return (
      <NoticeBar
        tone="danger"
        text={<ProblemNote problem={failureText(ended.failure)} />}
        onDismiss={dismiss}
      />
    );
  }
  const { lacking, lacking_count: count } = ended.result;
  return (
    <NoticeBar
      tone="warn"
      text={
        <>
          <b>{plural(count, 'stored file')} could not be exported.</b> The rest was.
          {isListed && (
            <ul className="refused-list">
              {lacking.map(({ path, reason }) => (
                <li key={path}>
                  <span className="mono wrap">{escapeForTerminal(path)}</span>: {WHY[reason]}
                </li>
              ))}
              {count > lacking.length && (
                <li className="dim">and {formatCount(count - lacking.length)} more</li>
              )}
            </ul>
          )}
        </>
      }
      actions={
        <Button
          text={isListed ? 'Hide them' : `Show the ${plural(count, 'file')}`}
          onClick={() => setListed(!isListed)}
        />
      }
      onDismiss={dismiss}
    />
  );
}
