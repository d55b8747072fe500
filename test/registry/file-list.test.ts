import { describe, expect, it } from 'vitest';
import { fileList } from '../../electron/registry/ask/files/file-list.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { sizesOf } from '../../electron/registry/ask/totals/sizes.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { FileQuery, FileSort } from '../../shared/api/records/file-list.ts';
import type { StoredFile } from '../../shared/api/records/files.ts';
import type { SizeDivision, SizeNode } from '../../shared/api/workspace/sizes.ts';
import { FILE_STATES } from '../../shared/domain/states.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

const SORTS: readonly FileSort[] = ['path', 'size_bytes', 'mtime', 'references', 'status', 'dataset'];

function all(context: ViewContext, query: FileQuery, sort: FileSort = 'path', descending = false) {
  return complete(fileList(context, query, { sort, descending, offset: 0, limit: 100_000 }));
}

const sumOf = (files: readonly StoredFile[]) => {
  const counted = files.filter(({ alias }) => !alias);
  return { files: counted.length, bytes: counted.reduce((sum, { size_bytes }) => sum + size_bytes, 0) };
};

const value = (file: StoredFile, sort: FileSort): number | string => {
  switch (sort) {
    case 'status':
      return FILE_STATES.indexOf(file.status);
    case 'dataset':
      return file.dataset ?? '';
    case 'path':
      return '';
    default:
      return file[sort];
  }
};

/** Holds the list to what `files` of the command line lists. */
function expectAsCommandLine(context: ViewContext): void {
  const files = listFiles(context);
  const list = all(context, {});
  expect(list.files).toEqual(files);
  expect(list.rows).toBe(files.length);
  expect(list.total).toEqual(sumOf(files));
  for (const state of FILE_STATES) {
    const own = listFiles(context, { states: [state] });
    const shown = all(context, { states: [state] });
    expect(shown.files).toEqual(own);
    expect(shown.total).toEqual(sumOf(own));
    expect(list.states[state]).toEqual(sumOf(own));
  }
  for (const dataset of new Set(files.flatMap(({ dataset: name }) => name ?? []))) {
    expect(all(context, { dataset }).files).toEqual(listFiles(context, { dataset }));
  }
  for (const sort of SORTS) {
    for (const descending of [false, true]) {
      const shown = all(context, {}, sort, descending).files;
      expect(shown.map(({ path }) => path).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
      const values = shown.map((file) => value(file, sort));
      for (const [at, one] of values.entries()) {
        const next = values[at + 1];
        if (next !== undefined) expect(descending ? one >= next : one <= next).toBe(true);
      }
    }
  }
}

/** What leads from a leaf of the division of sizes to its files. */
function leafQuery(node: SizeNode, nodes: ReadonlyMap<string, SizeNode>): FileQuery | null {
  let dataset: string | undefined;
  for (let at: SizeNode | undefined = node; at !== undefined; at = nodes.get(at.parent ?? '')) {
    if (at.kind === 'dataset') dataset = at.name;
  }
  const scope = dataset === undefined ? {} : { dataset };
  switch (node.kind) {
    case 'class':
      return { ...scope, type: node.type ?? '', class: node.name };
    case 'pipeline':
      return { ...scope, ...(node.manifest === null ? {} : { manifest: node.manifest }) };
    case 'shared':
      return { ...scope, users: 'several' };
    case 'copies':
      return { ...scope, users: 'copies' };
    case 'orphan':
    case 'recent':
    case 'undecided':
    case 'foreign':
      return { ...scope, states: [node.kind] };
    default:
      return null;
  }
}

function expectAsSizes(context: ViewContext, division: SizeDivision): number {
  const nodes = complete(sizesOf(context, division));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let checked = 0;
  for (const node of nodes) {
    const query = leafQuery(node, byId);
    if (query === null) continue;
    expect({ id: node.id, ...all(context, query).total }).toEqual({
      id: node.id,
      files: node.files,
      bytes: node.bytes,
    });
    checked += 1;
  }
  return checked;
}

describe.each(FIXTURES)('the stored files of %s', (name) => {
  const context = fresh(scanned(fixtureWorkspace(name)).index);

  it('are those that the command line lists, in any order', () => {
    expectAsCommandLine(context);
  });

  it('are as many and as large as each leaf of the sizes says', () => {
    let checked = 0;
    for (const division of ['dataset-type-class', 'type-class', 'pipeline'] as const) {
      checked += expectAsSizes(context, division);
    }
    expect(checked).toBeGreaterThan(5);
  });
});

describe('a list of stored files', () => {
  it('is what the command line says, of any workspace', () => {
    expectAlways(
      ofRandomWorkspaces(({ index }) => {
        const context = fresh(index);
        expectAsCommandLine(context);
        expectAsSizes(context, 'dataset-type-class');
      }),
      often(30, 500),
    );
  });

  it('finds files by words of their paths, and pages fit together', () => {
    const context = fresh(scanned(fixtureWorkspace('branches-stacking')).index);
    const found = all(context, { text: 'wheat pls 23a8' }).files;
    expect(found.map(({ path }) => path)).toEqual(['binaries/wheat/model_PLSRegression_23a808cfa309.joblib']);
    expect(all(context, { text: 'wheat/model_pls' }).rows).toBeGreaterThan(10);
    expect(all(context, { text: 'nothing-like-it' })).toMatchObject({
      rows: 0,
      total: { files: 0, bytes: 0 },
    });
    const part = (offset: number) =>
      complete(fileList(context, {}, { sort: 'size_bytes', descending: true, offset, limit: 7 })).files;
    const whole = all(context, {}, 'size_bytes', true).files;
    expect([...part(0), ...part(7), ...part(14)]).toEqual(whole.slice(0, 21));
    expect(part(whole.length - 3)).toEqual(whole.slice(-3));
    expect(part(whole.length + 3)).toEqual([]);
  });
});
