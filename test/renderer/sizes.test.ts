import { describe, expect, it } from 'vitest';
import { cellLook } from '../../renderer/views/overview/cell-look.ts';
import { legendSigns } from '../../renderer/views/overview/legend-signs.ts';
import { readDivision } from '../../renderer/views/overview/size-division.ts';
import { cellAt, sizeCells, zoomTarget, type SizeCell } from '../../renderer/views/overview/size-layout.ts';
import { sizePath } from '../../renderer/views/overview/size-name.ts';
import {
  firstOpen,
  nextSizeSorting,
  readSizeSorting,
  sizeRows,
  withOpen,
} from '../../renderer/views/overview/size-rows.ts';
import { sizeTree } from '../../renderer/views/overview/size-tree.ts';
import { usageParts } from '../../renderer/views/overview/usage-parts.ts';
import type { SizeNode } from '../../shared/api/workspace/sizes.ts';
import { MANIFESTS } from '../support/layout-words.ts';

function node(id: string, kind: SizeNode['kind'], bytes: number, more: Partial<SizeNode> = {}): SizeNode {
  const [, parent = null] = /^(.*)\/[^/]*$/.exec(id) ?? [];
  return {
    id,
    parent,
    kind,
    name: id.split('/').at(-1) ?? '',
    manifest: null,
    type: null,
    bytes,
    files: 1,
    records: 1,
    saved_bytes: 0,
    ...more,
  };
}

const nodes: readonly SizeNode[] = [
  node('corn', 'dataset', 1000),
  node('corn/model', 'type', 900, { type: 'model' }),
  node('corn/model/PLS', 'class', 700, { type: 'model', files: 2 }),
  node('corn/model/SVR', 'class', 200, { type: 'model', files: 9 }),
  node('corn/orphan', 'orphan', 100, { name: '', records: 0 }),
  node('milk', 'dataset', 500),
  node('milk/encoder', 'type', 500, { type: 'encoder' }),
  node('milk/encoder/Label', 'class', 500, { type: 'encoder' }),
  node('milk/model', 'type', 0, { type: 'model' }),
  node('milk/model/Gone', 'class', 0, { type: 'model' }),
];
const tree = sizeTree(nodes);
const LARGEST = { column: 'size', descending: true };
const ids = (rows: readonly { readonly node: SizeNode }[]): string[] => rows.map((row) => row.node.id);

describe('the tree table of sizes', () => {
  it('is open at first where most bytes are', () => {
    expect(ids(sizeRows(tree, firstOpen(tree), LARGEST))).toEqual([
      'corn',
      'corn/model',
      'corn/model/PLS',
      'corn/model/SVR',
      'corn/orphan',
      'milk',
    ]);
    expect(firstOpen(sizeTree([]))).toEqual(new Set());
  });

  it('knows levels, and where nothing can be opened', () => {
    const rows = sizeRows(tree, new Set(['corn']), LARGEST);
    expect(rows.map(({ level, isOpen }) => [level, isOpen])).toEqual([
      [1, true],
      [2, false],
      [2, null],
      [1, false],
    ]);
  });

  it('sorts those that stand below one node, by any column, and keeps the larger first among equals', () => {
    const open = new Set(['corn', 'corn/model']);
    expect(ids(sizeRows(tree, open, { column: 'files', descending: true }))).toEqual([
      'corn',
      'corn/model',
      'corn/model/SVR',
      'corn/model/PLS',
      'corn/orphan',
      'milk',
    ]);
    expect(ids(sizeRows(tree, new Set(), { column: 'name', descending: true }))).toEqual(['milk', 'corn']);
  });

  it('opens and closes all below a row', () => {
    const all = withOpen(tree, new Set(), { id: 'corn', isOpen: true, isDeep: true });
    expect(all).toEqual(new Set(['corn', 'corn/model']));
    expect(withOpen(tree, all, { id: 'corn', isOpen: false, isDeep: true })).toEqual(new Set());
    expect(withOpen(tree, all, { id: 'corn', isOpen: false, isDeep: false })).toEqual(
      new Set(['corn/model']),
    );
  });

  it('has its order in the address', () => {
    expect(readSizeSorting(undefined)).toEqual(LARGEST);
    expect(readSizeSorting('-constructor')).toEqual(LARGEST);
    expect(readSizeSorting('name')).toEqual({ column: 'name', descending: false });
    expect(nextSizeSorting(LARGEST, 'size')).toBe('size');
    expect(nextSizeSorting(LARGEST, 'files')).toBe('-files');
    expect(nextSizeSorting(LARGEST, 'name')).toBe('name');
    expect(readDivision('pipeline')).toBe('pipeline');
    expect(readDivision('size')).toBe('dataset-type-class');
  });
});

const SIZE = { width: 400, height: 300 };

/** The area in square pixels without the heads of frames. */
const areaOf = ({ width, height }: SizeCell): number => width * height;

describe('the map of sizes', () => {
  it('gives each leaf an area like its bytes, inside the frame of its dataset', () => {
    const cells = sizeCells(tree, null, { width: 1000, height: 1000 });
    const at = (id: string): SizeCell => cells.find((cell) => cell.node.id === id) ?? expect.fail(id);
    expect(cells.map(({ node: { id }, isFrame }) => [id, isFrame]).toSorted()).toEqual([
      ['corn', true],
      ['corn/model/PLS', false],
      ['corn/model/SVR', false],
      ['corn/orphan', false],
      ['milk', true],
      ['milk/encoder/Label', false],
    ]);
    expect(areaOf(at('corn/model/PLS')) / areaOf(at('corn/model/SVR'))).toBeCloseTo(3.5, 1);
    const frame = at('corn');
    for (const id of ['corn/model/PLS', 'corn/model/SVR', 'corn/orphan']) {
      const leaf = at(id);
      expect(leaf.x).toBeGreaterThanOrEqual(frame.x);
      expect(leaf.y).toBeGreaterThan(frame.y);
      expect(leaf.x + leaf.width).toBeLessThanOrEqual(frame.x + frame.width);
      expect(leaf.y + leaf.height).toBeLessThanOrEqual(frame.y + frame.height);
    }
  });

  it('shows the parts of one node when it is zoomed into', () => {
    const cells = sizeCells(tree, 'corn/model', SIZE);
    expect(ids(cells)).toEqual(['corn/model/PLS', 'corn/model/SVR']);
    expect(Math.max(...cells.map(({ x, width }) => x + width))).toBe(SIZE.width);
  });

  it('is empty where there are no bytes or no room', () => {
    expect(sizeCells(tree, 'milk/model', SIZE)).toEqual([]);
    expect(sizeCells(tree, 'no longer there', SIZE)).toEqual(sizeCells(tree, null, SIZE));
    expect(sizeCells(tree, null, { width: 0, height: 300 })).toEqual([]);
    expect(sizeCells(sizeTree([]), null, SIZE)).toEqual([]);
  });

  it('finds the leaf at a place before its frame', () => {
    const cells = sizeCells(tree, null, SIZE);
    const leaf = cells.find((cell) => cell.node.id === 'milk/encoder/Label') ?? expect.fail('no leaf');
    expect(cellAt(cells, leaf.x + 1, leaf.y + 1)?.node.id).toBe('milk/encoder/Label');
    expect(cellAt(cells, leaf.x + 1, leaf.y - 1)?.node.id).toBe('milk');
    expect(cellAt(cells, -1, 5)).toBeNull();
  });

  it('zooms one step into what was clicked on', () => {
    expect(zoomTarget(tree, null, 'corn/model/PLS')).toBe('corn');
    expect(zoomTarget(tree, 'corn', 'corn/model/PLS')).toBe('corn/model');
    expect(zoomTarget(tree, 'corn/model', 'corn/model/PLS')).toBeNull();
    expect(zoomTarget(tree, 'corn', 'corn/orphan')).toBeNull();
    expect(zoomTarget(tree, 'milk', 'corn/orphan')).toBeNull();
    expect(zoomTarget(tree, null, 'gone')).toBeNull();
  });

  it('names a leaf with all above it', () => {
    expect(sizePath(tree, 'corn/model/PLS')).toBe('corn › model › PLS');
    expect(sizePath(tree, 'corn/orphan')).toBe('corn › orphans');
  });

  it('hatches what is shared or in question, and gives a record’s file the shape of its type', () => {
    expect(cellLook(node('a', 'class', 1, { type: 'model' }))).toEqual({
      color: '--t-model',
      isHatched: false,
      type: 'model',
    });
    expect(cellLook(node('a', 'orphan', 1))).toMatchObject({ isHatched: true, type: null });
    expect(cellLook(node('a', 'shared', 1))).toMatchObject({ isHatched: true });
    expect(cellLook(node('a', 'other', 1, { type: 'model' }))).toMatchObject({ color: '--t-model' });
    expect(cellLook(node('a', 'other', 1))).toMatchObject({ color: '--text-3', type: null });
  });

  it('explains in its legend what it shows, and nothing else', () => {
    expect(legendSigns(nodes).map(({ id }) => id)).toEqual(['type model', 'type encoder', 'orphan']);
    expect(legendSigns([node('x', 'shared', 5), node('p', 'pipeline', 9)]).map(({ id }) => id)).toEqual([
      'pipeline',
      'shared',
    ]);
  });
});

describe('the bar of what bytes are used for', () => {
  it('has the parts that there are, in one order', () => {
    const none = { files: 0, bytes: 0 };
    const parts = usageParts(
      {
        one_pipeline: none,
        several_pipelines: { files: 2, bytes: 20 },
        copies: none,
        kept: { files: 0, bytes: 0 },
        orphan: { files: 1, bytes: 0 },
        undecided: none,
        foreign: none,
        recent: { files: 1, bytes: 7 },
      },
      MANIFESTS,
    );
    expect(parts.map(({ id, bytes }) => [id, bytes])).toEqual([
      ['several_pipelines', 20],
      ['orphan', 0],
      ['recent', 7],
    ]);
  });
});
