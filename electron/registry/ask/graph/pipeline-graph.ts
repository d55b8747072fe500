import type { GraphSize, OperatorGraph } from '../../../../shared/api/graph/graph.ts';
import type { WayNode } from '../../../../shared/domain/way.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import type { QueryContext } from '../../state/context.ts';
import { wayOfManifest } from '../../index/way-of-manifest.ts';
import { findManifest } from '../find/find.ts';
import { GraphDraft } from './graph-draft.ts';
import { Spots } from './spots.ts';

/** What of a pipeline is asked for. */
export interface PipelineGraphRequest {
  readonly manifest: string;
  /** Just what is in this branch, in those within it, and in those around it. */
  readonly branch?: readonly number[] | undefined;
  readonly files: boolean;
  /** Ids of nodes whose neighbours are brought in. */
  readonly beyond: readonly string[];
}

function isAlong(branch: readonly number[], path: readonly number[]): boolean {
  const shared = Math.min(branch.length, path.length);
  for (let place = 0; place < shared; place += 1) if (branch[place] !== path[place]) return false;
  return true;
}

/** The graph of one pipeline; null where there is none (any more). */
export function* pipelineGraph(
  context: ViewContext,
  { manifest: path, branch, files, beyond }: PipelineGraphRequest,
): Slices<OperatorGraph | null> {
  const manifest = findManifest(context.index, path);
  if (manifest === undefined) return null;
  const spots = new Spots(context.index);
  const pipeline = spots.pipelines.of(manifest.id);
  yield 'more';
  const draft = new GraphDraft(spots);
  for (const node of pipeline.way.nodes) {
    if (branch !== undefined && !isAlong(branch, node.branchPath)) continue;
    if (!draft.add(spots.operator(pipeline, node))) break;
    for (const need of pipeline.needsOf(node)) {
      if (need.to === null) draft.add(spots.meant(pipeline, need));
    }
    yield 'more';
  }
  if (files) yield* draft.addFiles();
  yield* draft.bringIn(beyond, files);
  return yield* draft.drawn(context, pipeline);
}

/** Branches whose sizes are told. */
const MOST_PARTS = 200;

function sizeOf(nodes: readonly WayNode[]): { operators: number; opened: number } {
  return {
    operators: nodes.length,
    opened: nodes.reduce((sum, { records }) => sum + Math.max(1, records.length), 0),
  };
}

/** How many operators a drawing of a branch, or of the whole, would have; null where there is no such branch, or pipeline (any more). */
export function operatorsDrawn(
  { index }: QueryContext,
  path: string,
  branch: readonly number[] | null,
): number | null {
  const manifest = findManifest(index, path);
  if (manifest === undefined) return null;
  const { nodes } = wayOfManifest(index, manifest.id);
  if (branch === null) return nodes.length;
  const isThere = nodes.some(({ branchPath }) => branch.every((at, place) => branchPath[place] === at));
  return isThere ? nodes.filter(({ branchPath }) => isAlong(branch, branchPath)).length : null;
}

/** In the order of indices, outer branches before those within them. */
function byIndex(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((index, at) => index !== other[at]);
  if (place < 0) return one.length - other.length;
  return (one[place] ?? 0) - (other[place] ?? -1);
}

/** How large the graph of a pipeline would be; null where there is none (any more). */
export function* graphSize({ index }: QueryContext, path: string): Slices<GraphSize | null> {
  const manifest = findManifest(index, path);
  if (manifest === undefined) return null;
  const { nodes } = wayOfManifest(index, manifest.id);
  yield 'more';
  const branches = new Map(
    nodes
      .filter(({ branchPath }) => branchPath.length > 0)
      .map(({ branchPath }) => [branchPath.join(), branchPath]),
  );
  const parts = [...branches.values()].toSorted(byIndex).slice(0, MOST_PARTS);
  const sizes: GraphSize['parts'][number][] = [];
  for (const branch of parts) {
    sizes.push({ branch, ...sizeOf(nodes.filter(({ branchPath }) => isAlong(branch, branchPath))) });
    yield 'more';
  }
  return { ...sizeOf(nodes), branches: branches.size, parts: sizes };
}
