import type { UnusedFile } from '../../../shared/api/deletion/clean-lists.ts';
import type { Namer } from '../../../shared/domain/namer.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { fileReason, reasonText } from './categories.ts';
import { ageColumn, fileColumn, sizeColumn } from '../stored-file-columns.tsx';

/** The columns of files that nothing names. */
export const fileColumns = (namer: Namer): readonly Column<UnusedFile>[] => [
  fileColumn('minmax(200px, 1.8fr)'),
  {
    id: 'dataset',
    head: 'Dataset',
    width: '90px',
    canSort: true,
    min: 780,
    cell: ({ dataset }) => escapeForTerminal(dataset ?? ''),
  },
  sizeColumn('66px'),
  ageColumn('52px'),
  {
    id: 'reason',
    head: 'Reason',
    width: 'minmax(190px, 1.5fr)',
    cell: (file) => <StateMark state={file.state} text={fileReason(file, namer)} />,
    quick: (file) => fileReason(file, namer),
    title: (file) => fileReason(file, namer),
  },
];

/** Why a file can't be picked; null where it can. */
export function pickRefusal({ link, state, reason }: UnusedFile, namer: Namer): string | null {
  if (link) return 'It is a link or lies behind one: it is never moved';
  switch (state) {
    case 'orphan':
    case 'foreign':
      return null;
    case 'recent':
    case 'undecided': {
      const why = reasonText(reason, namer);
      return `${why.charAt(0).toUpperCase()}${why.slice(1)}`;
    }
  }
}
