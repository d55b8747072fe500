import type { UnusedFile } from '../../../shared/api/deletion/clean-lists.ts';
import { formatAge } from '../../../shared/text/duration.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes } from '../../../shared/text/format-number.ts';
import { FileName } from '../../kit/file-name.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { TypeMark } from '../../kit/type-mark.tsx';
import { baseName } from '../../text/base-name.ts';
import { utcStamp } from '../../text/stamp.ts';
import { fileReason, reasonText, typeOfName } from './categories.ts';

/** The columns of files that nothing names. */
export const FILE_COLUMNS: readonly Column<UnusedFile>[] = [
  {
    id: 'file',
    head: 'File',
    width: 'minmax(200px, 1.8fr)',
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
    id: 'dataset',
    head: 'Dataset',
    width: '90px',
    canSort: true,
    min: 780,
    cell: ({ dataset }) => escapeForTerminal(dataset ?? ''),
  },
  {
    id: 'size',
    head: 'Size',
    width: '66px',
    isRight: true,
    canSort: true,
    cell: ({ size_bytes }) => formatBytes(size_bytes),
    title: ({ size_bytes, links }) =>
      links > 1 ? `${exactBytes(size_bytes)}; it has other names on this disk` : exactBytes(size_bytes),
  },
  {
    id: 'age',
    head: 'Age',
    width: '52px',
    isRight: true,
    canSort: true,
    cell: ({ mtime }) => formatAge(Date.now() - Date.parse(mtime)),
    title: ({ mtime }) => utcStamp(mtime),
  },
  {
    id: 'reason',
    head: 'Reason',
    width: 'minmax(190px, 1.5fr)',
    cell: (file) => <StateMark state={file.state} text={fileReason(file)} />,
    quick: fileReason,
    title: fileReason,
  },
];

/** Why a file can't be picked; null where it can. */
export function pickRefusal({ link, state, reason }: UnusedFile): string | null {
  if (link) return 'It is a link or lies behind one: it is never moved';
  switch (state) {
    case 'orphan':
    case 'foreign':
      return null;
    case 'recent':
    case 'undecided': {
      const why = reasonText(reason);
      return `${why.charAt(0).toUpperCase()}${why.slice(1)}`;
    }
  }
}
