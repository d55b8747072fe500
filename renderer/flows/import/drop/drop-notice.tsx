import type { ReactElement } from 'react';
import { NoticeBar } from '../../../kit/notice-bar.tsx';
import { useDropping } from './use-dropping.ts';

/** Why nothing came of what was dropped, pasted or picked, or not all of it. */
export function DropNotice(): ReactElement | null {
  const { problem, dismiss } = useDropping();
  return problem === null ? null : <NoticeBar tone="warn" text={problem} onDismiss={dismiss} />;
}
