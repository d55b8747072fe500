import { describe, expect, it } from 'vitest';
import { trashRows, type TrashRow } from '../../renderer/views/trash/trash-rows.ts';
import { joinedPages } from '../../renderer/views/trash/use-trash-files.ts';
import type { TrashBatch, TrashedFile, TrashFilePage } from '../../shared/api/deletion/trash-parts.ts';

const batch = (id: string, files: number): TrashBatch => ({
  id,
  time: null,
  kind: 'orphans',
  subject: null,
  files,
  bytes: files,
  frees_bytes: files,
  state: 'complete',
  problem: null,
  interrupted: null,
  wanted: 0,
  folders: [],
  folder_count: 1,
  conflicts: 0,
});

const file = (path: string): TrashedFile => ({ path, size_bytes: 1, wanted: false, clash: null });

const page = (total: number, ...paths: readonly string[]): TrashFilePage => ({
  files: paths.map((path) => file(path)),
  total,
  conflicts: 0,
  beside: 0,
});

function text(row: TrashRow): string {
  switch (row.kind) {
    case 'batch':
      return row.batch.id;
    case 'file':
      return row.file.path;
    case 'more':
      return row.left === null ? '…' : `${row.left} more`;
  }
}

describe('the rows of the trash', () => {
  const batches = [batch('b', 4), batch('a', 2)];
  const rows = (...pages: readonly (TrashFilePage | undefined)[]): string[] =>
    trashRows(batches, new Set(['b']), () => joinedPages(pages)).map((row) => text(row));

  it('are batches, with the files of those that are open', () => {
    expect(rows(page(2, 'x', 'y'))).toEqual(['b', 'x', 'y', 'a']);
    expect(rows(undefined)).toEqual(['b', '…', 'a']);
  });

  it('keep the files that are there while more of them come', () => {
    expect(rows(page(4, 'x', 'y'))).toEqual(['b', 'x', 'y', '2 more', 'a']);
    expect(rows(page(4, 'x', 'y'), undefined)).toEqual(['b', 'x', 'y', '…', 'a']);
    expect(rows(page(4, 'x', 'y'), page(4, 'z', 'w'))).toEqual(['b', 'x', 'y', 'z', 'w', 'a']);
  });

  it('never leave a gap between files', () => {
    expect(rows(page(6, 'x', 'y'), undefined, page(6, 'u', 'v'))).toEqual(['b', 'x', 'y', '…', 'a']);
  });
});
