import type { LayoutName } from '../../shared/domain/layout-name.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes } from '../../shared/text/format-number.ts';
import { layoutText } from '../kit/layout-mark.tsx';
import { FileName } from '../kit/file-name.tsx';
import type { Column } from '../kit/grid/column.ts';
import * as disk from '../kit/grid/disk-columns.ts';
import { TypeMark } from '../kit/type-mark.tsx';
import { baseName } from '../text/base-name.ts';
import { typeOfName } from './clean-up/categories.ts';

/** What each list of stored files knows of one. */
interface Stored {
  readonly path: string;
  readonly size_bytes: number;
  /** Names that its bytes have on the disk. */
  readonly links: number;
  /** When it was written, as ISO 8601. */
  readonly mtime: string;
}

/** The name of a stored file, behind the mark of its artifact type. */
export function fileColumn(width: string): Column<Stored> {
  return {
    id: 'file',
    head: 'File',
    width,
    canSort: true,
    cell: ({ path }) => (
      <span className="chain-name">
        <TypeMark type={typeOfName(path)} />
        <FileName path={path} />
      </span>
    ),
    quick: ({ path }) => escapeForTerminal(baseName(path)),
    title: ({ path }) => escapeForTerminal(path),
  };
}

/** The same columns with whose a row is, before one of them. */
export function withLayout<Row extends { readonly layout: LayoutName }>(
  columns: readonly Column<Row>[],
  before: string,
): readonly Column<Row>[] {
  const at = columns.findIndex(({ id }) => id === before);
  const layout: Column<Row> = {
    id: 'layout',
    head: 'Kept in',
    width: '58px',
    cell: (row) => layoutText(row.layout),
  };
  return columns.toSpliced(at, 0, layout);
}

/** The bytes of a stored file. */
export function sizeColumn(width: string): Column<Stored> {
  return {
    ...disk.sizeColumn<Stored>(width),
    canSort: true,
    title: ({ size_bytes, links }) =>
      links > 1 ? `${exactBytes(size_bytes)}; it has other names on this disk` : exactBytes(size_bytes),
  };
}

/** How long ago a stored file was written. */
export function ageColumn(width: string): Column<Stored> {
  return { ...disk.ageColumn<Stored>(width), canSort: true };
}
