import { isSparse } from '../../../shared/domain/sparse.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { StoredFile } from '../../../shared/api/records/files.ts';
import type { Page } from './page.ts';
import { counted } from './sections.ts';
import { fileTone } from './states.ts';
import { table, type Column } from './table.ts';

/** What is special about a file's place on disk, and makes deleting it free nothing. */
function note({ link, links, note: odd, size_bytes: size, disk_bytes: disk }: StoredFile): string {
  if (odd !== null) return odd;
  if (link === 'outside') return 'link out of the workspace';
  if (link === 'broken') return 'broken link';
  if (link === 'inside') return 'link';
  if (links > 1) return `${links} hard links`;
  return isSparse(size, disk) ? `takes ${formatBytes(disk)} on disk` : '';
}

function columns(page: Page): Column<StoredFile>[] {
  return [
    { title: 'File', value: (file) => file.path, shrinkTo: 40 },
    { title: 'State', value: (file) => file.status, tone: (file) => fileTone(file.status) },
    {
      title: 'Records',
      value: (file) => (file.references === 0 ? '' : page.count(file.references)),
      align: 'right',
    },
    { title: 'Size', value: (file) => formatBytes(file.size_bytes), align: 'right' },
    { title: 'Age', value: (file) => page.age(file.mtime), align: 'right' },
    { title: 'Note', value: note },
  ];
}

/** Stored files, a line each. */
export function fileTable(files: readonly StoredFile[], page: Page): string {
  return table(columns(page), files, page);
}

/** Bytes of some files. */
export function bytesOf(files: readonly StoredFile[]): number {
  // Several names of one file take its bytes once.
  return files.reduce((sum, file) => sum + (file.alias ? 0 : file.size_bytes), 0);
}

/** `26 files, 96.3 kB`. */
export function fileSum(files: readonly StoredFile[], page: Page): string {
  return `${counted(files.length, 'file', page)}, ${formatBytes(bytesOf(files))}`;
}
