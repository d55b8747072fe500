import type { ReactElement } from 'react';
import { missingText, wholeMissingText, type Missing } from '../text/missing-text.ts';
import { StateMark } from './state-mark.tsx';

/** Files of several records that are lost, or were never written, as a mark; nothing where all are there. */
export function MissingMark({
  missing,
  unwritten,
  isShort = false,
}: Missing & {
  /** Whether something beside it has the words. */
  readonly isShort?: boolean;
}): ReactElement | null {
  const text = missingText({ missing, unwritten });
  if (text === '') return null;
  return (
    <span title={wholeMissingText({ missing, unwritten })}>
      <StateMark state={missing > unwritten ? 'missing' : 'unwritten'} text={isShort ? null : text} />
    </span>
  );
}
