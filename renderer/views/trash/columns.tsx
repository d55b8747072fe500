import { UndoIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { TrashBatch } from '../../../shared/api/deletion/trash-parts.ts';
import { countedKindText, workText } from '../../../shared/text/clean-words.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { typeOfName } from '../clean-up/categories.ts';
import { FileName } from '../../kit/file-name.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { TypeMark } from '../../kit/type-mark.tsx';
import { baseName } from '../../text/base-name.ts';
import { plural } from '../../text/plural.ts';
import { localStamp, utcStamp } from '../../text/stamp.ts';
import type { TrashRow } from './trash-rows.ts';

function folderOf(path: string): string {
  return escapeForTerminal(path.slice(0, path.lastIndexOf('/') + 1));
}

/** What was cleaned up. */
export function batchText({ kind, subject, files, problem }: TrashBatch): string {
  if (kind === null && problem !== null) return 'unknown';
  return escapeForTerminal(countedKindText(kind, subject, files));
}

function What({ row }: { readonly row: TrashRow }): ReactElement {
  switch (row.kind) {
    case 'batch':
      return <span className="trunc">{batchText(row.batch)}</span>;
    case 'file':
      return (
        <span className="chain-name">
          <TypeMark type={typeOfName(row.file.path)} />
          <FileName path={row.file.path} />
        </span>
      );
    case 'more':
      return (
        <span className={row.left === null ? 'dim' : 'link'}>
          {row.left === null ? '…' : `and ${formatCount(row.left)} more`}
        </span>
      );
  }
}

/** What is known beside the rows themselves. */
interface Around {
  /** What a pipeline is called by what names files here. */
  readonly one: string;
  /** Whether somebody is at work on the trash: what is not finished may be theirs, and going on. */
  readonly isAtWork: boolean;
}

function RestoresTo({ row, one, isAtWork }: Around & { readonly row: TrashRow }): ReactElement | null {
  switch (row.kind) {
    case 'batch': {
      const { state, problem, interrupted, wanted, conflicts, files, folders, folder_count } = row.batch;
      if (problem !== null) {
        return <StateMark state="unreadable" text={`left alone, because ${escapeForTerminal(problem)}`} />;
      }
      if (state === 'interrupted') {
        const what = interrupted === null ? 'working' : workText(interrupted);
        return isAtWork ? (
          <StateMark state="running" text={`going on: ${what}`} />
        ) : (
          <StateMark state="unreadable" text={`cut off while ${what}`} />
        );
      }
      if (files === 0) return <span className="dim">put back</span>;
      if (wanted > 0) return <StateMark state="missing" text={`${plural(wanted, 'file')} named again`} />;
      if (conflicts > 0) {
        return <StateMark state="conflict" text={`${plural(conflicts, 'name')} taken since`} />;
      }
      return (
        <span className="dim trunc" title={folders.map((folder) => escapeForTerminal(folder)).join('\n')}>
          {folder_count === 1 ? escapeForTerminal(`${folders[0] ?? ''}/`) : 'where it was'}
        </span>
      );
    }
    case 'file':
      if (row.file.clash === 'conflict') return <StateMark state="conflict" text="name taken since" />;
      if (row.file.wanted) return <StateMark state="missing" text={`a ${one} names it again`} />;
      return (
        <span className="dim trunc">
          {folderOf(row.file.path)}
          {row.file.clash === 'beside' && ' (beside what is there)'}
        </span>
      );
    case 'more':
      return null;
  }
}

/** The columns of the trash. */
export function trashColumns(
  onRestore: (batch: string) => void,
  refusal: string | null,
  around: Around,
): readonly Column<TrashRow>[] {
  return [
    {
      id: 'moved',
      head: 'Moved',
      width: '170px',
      isTree: true,
      cell: (row) =>
        row.kind === 'batch' ? (row.batch.time === null ? 'unknown' : localStamp(row.batch.time)) : null,
      title: (row) => (row.kind === 'batch' && row.batch.time !== null ? utcStamp(row.batch.time) : ''),
    },
    {
      id: 'what',
      head: 'What',
      width: 'minmax(220px, 2fr)',
      cell: (row) => <What row={row} />,
      quick: (row) =>
        row.kind === 'file'
          ? escapeForTerminal(baseName(row.file.path))
          : row.kind === 'batch'
            ? batchText(row.batch)
            : '',
      title: (row) => (row.kind === 'file' ? escapeForTerminal(row.file.path) : ''),
    },
    {
      id: 'files',
      head: 'Files',
      width: '54px',
      isRight: true,
      cell: (row) => (row.kind === 'batch' ? formatCount(row.batch.files) : ''),
    },
    {
      id: 'size',
      head: 'Size',
      width: '70px',
      isRight: true,
      cell: (row) =>
        row.kind === 'batch'
          ? formatBytes(row.batch.bytes)
          : row.kind === 'file'
            ? formatBytes(row.file.size_bytes)
            : '',
      title: (row) => (row.kind === 'batch' ? `${exactBytes(row.batch.frees_bytes)} when it is emptied` : ''),
    },
    {
      id: 'to',
      head: 'Restores to',
      width: 'minmax(200px, 1fr)',
      cell: (row) => <RestoresTo row={row} {...around} />,
      title: (row) =>
        row.kind === 'batch' && row.batch.problem !== null
          ? `Left alone, because ${escapeForTerminal(row.batch.problem)}`
          : '',
    },
    {
      id: 'restore',
      head: '',
      label: 'Restore',
      width: '92px',
      cell: (row) =>
        row.kind === 'batch' && row.batch.files > 0 ? (
          <button
            type="button"
            className="button quiet small"
            tabIndex={-1}
            title={refusal ?? 'Puts the whole batch back (R)'}
            {...(refusal === null ? {} : { 'aria-disabled': true })}
            onClick={(event) => {
              event.stopPropagation();
              if (refusal === null) onRestore(row.batch.id);
            }}
          >
            <UndoIcon size={14} />
            Restore
          </button>
        ) : null,
    },
  ];
}
