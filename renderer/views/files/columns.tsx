import type { StoredFile } from '../../../shared/api/records/files.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { plural } from '../../text/plural.ts';
import { ageColumn, fileColumn, sizeColumn } from '../stored-file-columns.tsx';

/** The columns of stored files. A file in use has no mark: what is as it should be is silent. */
export const FILES_COLUMNS: readonly Column<StoredFile>[] = [
  fileColumn('minmax(220px, 1.8fr)'),
  {
    id: 'state',
    head: 'State',
    width: 'minmax(96px, 0.5fr)',
    canSort: true,
    cell: ({ status, note }) =>
      note !== null ? (
        <StateMark state="differs" text={note} />
      ) : status === 'referenced' ? (
        <span className="dim">in use</span>
      ) : (
        <StateMark state={status} />
      ),
    quick: ({ status }) => (status === 'referenced' ? 'in use' : status),
    title: ({ note, alias }) => note ?? (alias ? 'Another name of a file that is listed too' : ''),
  },
  {
    id: 'users',
    head: 'Used by',
    width: '72px',
    isRight: true,
    canSort: true,
    cell: ({ references }) => (references === 0 ? <span className="dim">–</span> : formatCount(references)),
    title: ({ references }) => (references === 0 ? 'No record names it' : plural(references, 'record')),
  },
  {
    id: 'dataset',
    head: 'Dataset',
    width: 'minmax(80px, 0.5fr)',
    canSort: true,
    min: 620,
    cell: ({ dataset }) => <bdi>{escapeForTerminal(dataset ?? '')}</bdi>,
    title: ({ dataset }) => escapeForTerminal(dataset ?? ''),
  },
  sizeColumn('72px'),
  ageColumn('56px'),
];
