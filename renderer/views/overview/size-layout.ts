import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import type { ElementSize } from '../../kit/use-size.ts';
import { below, type SizeTree } from './size-tree.ts';

/** A node as an area of the map, in pixels. */
export interface SizeCell {
  readonly node: SizeNode;
  /** A frame has its name on top and its parts inside; all else is a leaf. */
  readonly isFrame: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels on top of a frame for its name. */
export const FRAME_HEAD = 19;

/** Pixels between frames, and between leaves. */
const GAP = 4;
const LEAF_GAP = 1;

/** About how much wider than high an area should be, because names are. */
const RATIO = 1.3;

interface Area {
  readonly node: SizeNode | null;
  readonly children: readonly Area[];
}

function area(tree: SizeTree, node: SizeNode | null): Area {
  const inside = below(tree, node?.id ?? null).filter(({ bytes }) => bytes > 0);
  return { node, children: inside.map((child) => area(tree, child)) };
}

/**
 * Lays out what is below a node (null: everything) as areas that are as large as its bytes. What has parts right
 * below it becomes a frame. Frames come before their leaves; nodes without bytes have no area.
 */
export function sizeCells(tree: SizeTree, root: string | null, size: ElementSize): readonly SizeCell[] {
  const top = area(tree, root === null ? null : (tree.byId.get(root) ?? null));
  if (top.children.length === 0 || size.width <= 0 || size.height <= 0) return [];
  const sum = hierarchy<Area>(top, ({ children }) => [...children])
    .sum(({ node, children }) => (children.length === 0 ? (node?.bytes ?? 0) : 0))
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  const hasFrames = top.children.some(({ children }) => children.length > 0);
  const laidOut = treemap<Area>()
    .tile(treemapSquarify.ratio(RATIO))
    .size([size.width, size.height])
    .round(true)
    .paddingInner(({ depth }) => (depth === 0 && hasFrames ? GAP : LEAF_GAP))
    .paddingTop(({ depth, children }) => (depth === 1 && children !== undefined ? FRAME_HEAD : 0))(sum);
  return laidOut.descendants().flatMap((one) => cellOf(one));
}

function cellOf({ data, depth, children, x0, x1, y0, y1 }: HierarchyRectangularNode<Area>): SizeCell[] {
  const { node } = data;
  const isInner = children !== undefined;
  if (node === null || depth === 0 || (isInner && depth > 1) || x1 <= x0 || y1 <= y0) return [];
  return [{ node, isFrame: isInner, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }];
}

/** The area at a place: a leaf before the frame around it. */
export function cellAt(cells: readonly SizeCell[], x: number, y: number): SizeCell | null {
  return (
    cells.findLast(
      (cell) => x >= cell.x && x < cell.x + cell.width && y >= cell.y && y < cell.y + cell.height,
    ) ?? null
  );
}

/** Into which node below `root` a click on a node leads; null where nothing lies below that. */
export function zoomTarget(tree: SizeTree, root: string | null, id: string): string | null {
  let target = tree.byId.get(id);
  while (target !== undefined && target.parent !== root) {
    if (target.parent === null) return null;
    target = tree.byId.get(target.parent);
  }
  return target !== undefined && tree.children.has(target.id) ? target.id : null;
}
