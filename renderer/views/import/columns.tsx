import type { ReactElement } from 'react';
import type { ImportRow } from '../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { Column } from '../../kit/grid/column.ts';
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
    width: '112px',
    cell: ({ status }) => <StateMark state={status} />,
    quick: ({ status }) => status,
  },
  {
    id: 'manifest',
    head: 'Manifest',
    width: 'minmax(200px, 1.4fr)',
    cell: ({ source }) => <span className="trunc">{escapeForTerminal(source)}</span>,
    quick: ({ source }) => escapeForTerminal(source),
    title: ({ source, target }) =>
      escapeForTerminal(target === null ? source : `${source}\ngoes to ${target}`),
  },
  {
    id: 'records',
    head: 'Records',
    width: '66px',
    isRight: true,
    cell: ({ status, records }) => (status === 'broken' ? '–' : formatCount(records)),
  },
  {
    id: 'copy',
    head: 'To copy',
    width: '66px',
    isRight: true,
    cell: ({ to_copy: copy }) => (copy === 0 ? <span className="dim">0</span> : formatCount(copy)),
  },
  {
    id: 'here',
    head: 'Here',
    width: '58px',
    isRight: true,
    min: 620,
    cell: ({ here }) => <span className="dim">{formatCount(here)}</span>,
    title: ({ here }) => (here === 0 ? '' : 'In this workspace already, by their full hashes'),
  },
  {
    id: 'missing',
    head: 'Missing',
    width: '70px',
    isRight: true,
    cell: ({ missing }) => <Bad count={missing} state="missing" />,
  },
  {
    id: 'wrong',
    head: 'Wrong hash',
    width: '86px',
    isRight: true,
    cell: ({ wrong_hash: wrong }) => <Bad count={wrong} state="differs" />,
  },
  {
    id: 'rejected',
    head: 'Not let in',
    width: '78px',
    isRight: true,
    min: 1000,
    cell: ({ rejected }) => <Bad count={rejected} state="broken" />,
  },
  {
    id: 'size',
    head: 'Size',
    width: '74px',
    isRight: true,
    cell: ({ status, size_bytes: size }) => (status === 'broken' ? '–' : formatBytes(size)),
    title: ({ size_bytes: size }) => exactBytes(size),
  },
  {
    id: 'note',
    head: 'Note',
    width: 'minmax(160px, 1.2fr)',
    cell: (row) => <span className="dim trunc">{noteText(row)}</span>,
    quick: noteText,
    title: noteText,
  },
];
