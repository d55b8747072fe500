import type { ReactElement } from 'react';
import type { ToldState } from '../../shared/domain/states.ts';

interface Look {
  readonly label: string;
  readonly tone: 'danger' | 'warn' | 'ok' | 'muted';
  /** On a grid of 12 by 12. */
  readonly path: string;
  readonly isDashed?: boolean;
}

const CIRCLE = 'M6 1.6a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8z';
const TICK = 'M2.5 6.3 5 8.8l4.7-5.3';

/** A word, a drawing and a colour each; the colour alone says nothing. */
const LOOKS = {
  orphan: {
    label: 'orphan',
    tone: 'warn',
    path: 'M4.9 3.2 6 2.1a2.2 2.2 0 0 1 3.2 3.1L8.4 6M7.1 8.8 6 9.9a2.2 2.2 0 0 1-3.2-3.1L3.6 6M1.6 3.4l1.2.5M3.4 1.6l.5 1.2M10.4 8.6l-1.2-.5M8.6 10.4l-.5-1.2',
  },
  recent: { label: 'recent', tone: 'muted', path: `${CIRCLE}M6 3.6V6l1.7 1.2` },
  undecided: {
    label: 'undecided',
    tone: 'muted',
    path: 'M4.2 4.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.7-.9 1.3M6 9.6v.1',
  },
  foreign: { label: 'foreign', tone: 'muted', path: CIRCLE, isDashed: true },
  kept: { label: 'kept', tone: 'muted', path: `${TICK}M2 10.4h8` },
  referenced: { label: 'referenced', tone: 'muted', path: TICK },
  missing: { label: 'missing', tone: 'danger', path: 'M3 3l6 6M9 3 3 9' },
  unwritten: { label: 'never written', tone: 'muted', path: 'M3 6h6' },
  outside: { label: 'outside', tone: 'danger', path: 'M5 2H2v8h8V7M7 2h3v3M10 2 5.5 6.5' },
  differs: { label: 'differs', tone: 'danger', path: 'M2 4.4h8M2 7.6h8M7.6 2 4.4 10' },
  unknown: {
    label: 'not known',
    tone: 'muted',
    path: 'M4.2 4.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.7-.9 1.3M6 9.6v.1',
  },
  unreadable: { label: 'unreadable', tone: 'danger', path: 'M6 1.6 11 10.4H1zM6 5v2.4M6 8.9v.1' },
  broken: { label: 'broken', tone: 'danger', path: 'M6 1.6 11 10.4H1zM6 5v2.4M6 8.9v.1' },
  dangling: {
    label: 'dangling',
    tone: 'warn',
    path: 'M1.2 6h3M3.4 4.2 5.2 6 3.4 7.8M8.4 3.6a2.4 2.4 0 1 1 0 4.8',
  },
  shared: { label: 'shared', tone: 'muted', path: 'M2 2h5.4v5.4H2zM4.6 9.9h5.3V4.6' },
  failed: { label: 'failed', tone: 'warn', path: 'M6 2v4.6M6 9.4v.2' },
  running: { label: 'running', tone: 'muted', path: 'M3.4 2.2v7.6L9.8 6z' },
  conflict: { label: 'conflict', tone: 'danger', path: 'M2 4.6h8M2 7.6h8M7.8 2 4.2 10' },
  new: { label: 'new', tone: 'ok', path: 'M6 2v8M2 6h8' },
  same: { label: 'already there', tone: 'muted', path: 'M2 4.4h8M2 7.6h8' },
  verified: { label: 'verified', tone: 'ok', path: TICK },
} as const satisfies Record<string, Look>;

/** The states that have a mark. */
export type MarkedState = keyof typeof LOOKS;

/** A state as an icon with its word; `text` says it in other words, and null leaves it to what stands beside it. */
export function StateMark({
  state,
  text,
  isOpen = false,
}: {
  readonly state: MarkedState;
  readonly text?: string | null;
  /** Whether it may turn out otherwise yet: then it has no colour, and its word goes on in dots. */
  readonly isOpen?: boolean;
}): ReactElement {
  const { label, tone, path, isDashed = false }: Look = LOOKS[state];
  const shown = text === undefined ? label : text;
  return (
    <span className={`state ${isOpen ? 'muted' : tone}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        <path d={path} {...(isDashed ? { strokeDasharray: '2.1 2.1' } : {})} />
      </svg>
      {shown !== null && <span>{isOpen ? `${shown}…` : shown}</span>}
    </span>
  );
}

/** What the mark of a state says. */
export function stateLabel(state: MarkedState): string {
  return LOOKS[state].label;
}

/** The state of a record; one that is present is silent, but read out. */
export function RecordStateMark({ state }: { readonly state: ToldState }): ReactElement {
  return state === 'present' ? <span className="sr">ok</span> : <StateMark state={state} />;
}
