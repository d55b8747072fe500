import type { ReactElement } from 'react';

/** The states that have a mark so far. */
export type MarkedState = 'orphan' | 'missing' | 'unreadable' | 'failed' | 'running' | 'undecided';

interface Look {
  readonly label: string;
  readonly tone: 'danger' | 'warn' | 'muted';
  /** On a grid of 12 by 12. */
  readonly path: string;
}

/** A word, a drawing and a colour each; the colour alone says nothing. */
function look(state: MarkedState): Look {
  switch (state) {
    case 'orphan':
      return {
        label: 'orphan',
        tone: 'warn',
        path: 'M4.9 3.2 6 2.1a2.2 2.2 0 0 1 3.2 3.1L8.4 6M7.1 8.8 6 9.9a2.2 2.2 0 0 1-3.2-3.1L3.6 6M1.6 3.4l1.2.5M3.4 1.6l.5 1.2M10.4 8.6l-1.2-.5M8.6 10.4l-.5-1.2',
      };
    case 'missing':
      return { label: 'missing', tone: 'danger', path: 'M3 3l6 6M9 3 3 9' };
    case 'unreadable':
      return { label: 'unreadable', tone: 'danger', path: 'M6 1.6 11 10.4H1zM6 5v2.4M6 8.9v.1' };
    case 'failed':
      return { label: 'failed', tone: 'warn', path: 'M6 2v4.6M6 9.4v.2' };
    case 'running':
      return { label: 'running', tone: 'muted', path: 'M3.4 2.2v7.6L9.8 6z' };
    case 'undecided':
      return {
        label: 'undecided',
        tone: 'muted',
        path: 'M4.2 4.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.7-.9 1.3M6 9.6v.1',
      };
  }
}

/** A state as an icon with its word; `text` says it in other words, and null leaves it to what stands beside it. */
export function StateMark({
  state,
  text,
}: {
  readonly state: MarkedState;
  readonly text?: string | null;
}): ReactElement {
  const { label, tone, path } = look(state);
  const shown = text === undefined ? label : text;
  return (
    <span className={`state ${tone}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        <path d={path} />
      </svg>
      {shown !== null && <span>{shown}</span>}
    </span>
  );
}
