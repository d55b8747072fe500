import type { WorkspaceInfo } from '../../../shared/api/workspace/workspace.ts';
import type { StoredFile } from '../../../shared/api/records/files.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import type { Column } from '../../kit/grid/column.ts';
import { RowFindings } from '../../flows/findings/row-findings.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { plural } from '../../text/plural.ts';
import { ageColumn, fileColumn, sizeColumn, withLayout } from '../stored-file-columns.tsx';

/** A file in use has no mark: what is as it should be is silent. */
const COLUMNS: readonly Column<StoredFile>[] = [
  fileColumn('minmax(220px, 1.8fr)'),
  {
    id: 'state',
    head: 'State',
    width: 'minmax(96px, 0.5fr)',
    canSort: true,
    cell: ({ status, note, path }) => (
      <>
        {note !== null ? (
          <StateMark state="differs" text={note} />
        ) : status === 'referenced' ? (
          <span className="dim">in use</span>
        ) : (
          <StateMark state={status} />
        )}{' '}
        <RowFindings places={[path]} />
      </>
    ),
    quick: ({ status }) => (status === 'referenced' ? 'in use' : status),
    title: ({ note, alias, reason }) =>
      note ?? reason ?? (alias ? 'Another name of a file that is listed too' : ''),
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

/** The columns of stored files, with whose they are where both layouts lie in one workspace. */
export function filesColumns(layout: WorkspaceInfo['layout']): readonly Column<StoredFile>[] {
  return layout === 'both' ? withLayout(COLUMNS, 'dataset') : COLUMNS;
}
