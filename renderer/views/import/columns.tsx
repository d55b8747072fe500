import type { ReactElement } from 'react';
import type { ImportRow } from '../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { Column } from '../../kit/grid/column.ts';
import { PathText } from '../../kit/path-text.tsx';
import { StateMark, type MarkedState } from '../../kit/state-mark.tsx';
import { noteText } from './import-text.ts';

/** A number that is bad unless it is 0. */
function Bad({ count, state }: { readonly count: number; readonly state: MarkedState }): ReactElement {
  return count === 0 ? <span className="dim">0</span> : <StateMark state={state} text={formatCount(count)} />;
}

/** The columns of what would be imported. */
export const importColumns: readonly Column<ImportRow>[] = [
  {
    id: 'status',
    head: 'Status',
    width: '110px',
    cell: ({ status, provisional }) => <StateMark state={status} isOpen={provisional} />,
    quick: ({ status }) => status,
    title: ({ provisional }) =>
      provisional ? 'By the last scan: the workspace is being looked at, and may say otherwise' : '',
  },
  {
    id: 'manifest',
    head: 'Manifest',
    width: 'minmax(220px, 1.6fr)',
    cell: ({ source }) => <PathText path={source} />,
    quick: ({ source }) => escapeForTerminal(source),
    title: ({ source, target }) =>
      escapeForTerminal(target === null ? source : `${source}\ngoes to ${target}`),
  },
  {
    id: 'records',
    head: 'Records',
    width: '62px',
    isRight: true,
    cell: ({ status, records }) => (status === 'broken' ? '–' : formatCount(records)),
  },
  {
    id: 'copy',
    head: 'To copy',
    width: '62px',
    isRight: true,
    cell: ({ to_copy: copy }) => (copy === 0 ? <span className="dim">0</span> : formatCount(copy)),
  },
  {
    id: 'here',
    head: 'Here',
    width: '50px',
    isRight: true,
    min: 620,
    cell: ({ here }) => <span className="dim">{formatCount(here)}</span>,
    title: ({ here }) => (here === 0 ? '' : 'In this workspace already, by their full hashes'),
  },
  {
    id: 'missing',
    head: 'Missing',
    width: '64px',
    isRight: true,
    cell: ({ missing }) => <Bad count={missing} state="missing" />,
  },
  {
    id: 'wrong',
    head: 'Wrong hash',
    width: '84px',
    isRight: true,
    cell: ({ wrong_hash: wrong }) => <Bad count={wrong} state="differs" />,
  },
  {
    id: 'size',
    head: 'Size',
    width: '68px',
    isRight: true,
    cell: ({ status, size_bytes: size }) => (status === 'broken' ? '–' : formatBytes(size)),
    title: ({ size_bytes: size }) => exactBytes(size),
  },
  {
    id: 'note',
    head: 'Note',
    width: 'minmax(100px, 1fr)',
    cell: (row) => <span className="dim trunc">{noteText(row)}</span>,
    quick: noteText,
    title: noteText,
  },
];
