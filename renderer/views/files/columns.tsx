import type { StoredFile } from '../../../shared/api/records/files.ts';
import { formatAge } from '../../../shared/text/duration.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { FileName } from '../../kit/file-name.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { TypeMark } from '../../kit/type-mark.tsx';
import { baseName } from '../../text/base-name.ts';
import { plural } from '../../text/plural.ts';
import { utcStamp } from '../../text/stamp.ts';
import { typeOfName } from '../clean-up/categories.ts';

/** The columns of stored files. A file in use has no mark: what is as it should be is silent. */
export const FILES_COLUMNS: readonly Column<StoredFile>[] = [
  {
    id: 'file',
    head: 'File',
    width: 'minmax(220px, 1.8fr)',
    canSort: true,
    cell: ({ path }) => (
      <span className="chain-name">
        <TypeMark type={typeOfName(path)} />
        <FileName path={path} />
      </span>
    ),
    quick: ({ path }) => escapeForTerminal(baseName(path)),
    title: ({ path }) => escapeForTerminal(path),
  },
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
  {
    id: 'size',
    head: 'Size',
    width: '72px',
    isRight: true,
    canSort: true,
    cell: ({ size_bytes }) => formatBytes(size_bytes),
    title: ({ size_bytes, links }) =>
      links > 1 ? `${exactBytes(size_bytes)}; it has other names on this disk` : exactBytes(size_bytes),
  },
  {
    id: 'age',
    head: 'Age',
    width: '56px',
    isRight: true,
    canSort: true,
    cell: ({ mtime }) => formatAge(Date.now() - Date.parse(mtime)),
    title: ({ mtime }) => utcStamp(mtime),
  },
];
