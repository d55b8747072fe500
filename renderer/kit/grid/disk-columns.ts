import { formatAge } from '../../../shared/text/duration.ts';
import { exactBytes, formatBytes } from '../../../shared/text/format-number.ts';
import { utcStamp } from '../../text/stamp.ts';
import type { Column } from './column.ts';

/** The bytes of what lies on the disk. */
export function sizeColumn<Row extends { readonly size_bytes: number }>(width: string): Column<Row> {
  return {
    id: 'size',
    head: 'Size',
    width,
    isRight: true,
    cell: (row) => formatBytes(row.size_bytes),
    title: (row) => exactBytes(row.size_bytes),
  };
}

/** How long ago it was written; `mtime` is ISO 8601. */
export function ageColumn<Row extends { readonly mtime: string }>(width: string): Column<Row> {
  return {
    id: 'age',
    head: 'Age',
    width,
    isRight: true,
    cell: ({ mtime }) => formatAge(Date.now() - Date.parse(mtime)),
    title: ({ mtime }) => utcStamp(mtime),
  };
}
