import { useEffect, useRef, type ReactElement } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { useEscape } from '../../kit/escapes.ts';
import { focusList } from '../../kit/panes.ts';
import { WhatIfFoot } from './what-if-foot.tsx';

/** What deleting something would do, asked from a list: it has the focus, and Esc goes back to the list. */
export function DeletionQuestion({
  title,
  selection,
  onClose,
}: {
  readonly title: string;
  readonly selection: CleanSelection;
  readonly onClose: () => void;
}): ReactElement {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    foot.current?.querySelector<HTMLElement>('.button.primary')?.focus();
  }, []);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  const close = useRef(() => {
    latest.current();
    focusList();
  });
  useEscape('question', close.current);
  return (
    <div ref={foot} className="contents">
      <WhatIfFoot title={title} selection={selection} onClose={close.current} />
    </div>
  );
}
