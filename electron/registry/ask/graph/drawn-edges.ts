import type { GraphEdge, GraphRecord } from '../../../../shared/api/graph/graph.ts';
import type { Slices } from '../../columns/slices.ts';
import { foldEnds, type FoldPair } from './fold-ends.ts';
import type { OperatorSpot, Spot, Spots } from './spots.ts';

/** The needs between two nodes of which one kind of edge tells. */
interface Needs {
  readonly from: Spot;
  readonly to: OperatorSpot;
  readonly kind: 'depends' | 'source' | 'file';
  readonly isInferred: boolean;
  readonly pairs: FoldPair[];
}

type FoldAt = (manifest: number, position: number) => number | null;

type RecordsOf = (spot: Spot) => readonly GraphRecord[];

/** Edges of the derived way that end at an operator. */
function* wayEdges(
  { id, pipeline, node }: OperatorSpot,
  taken: ReadonlyMap<string, Spot>,
): Generator<GraphEdge> {
  for (const { node: parent, kind, inferred } of pipeline.parentsOf(node)) {
    const from = pipeline.ids[parent] ?? '';
    if (kind === 'depends' || !taken.has(from)) continue;
    yield {
      id: `${from}.${id}.${kind}`,
      from,
      to: id,
      kind,
      inferred,
      from_fold: null,
      to_fold: null,
      in_cycle: false,
    };
  }
}

/** What the records of an operator need, of which the graph holds what it means, by what is needed and who says so. */
function neededBy(
  spots: Spots,
  to: OperatorSpot,
  taken: ReadonlyMap<string, Spot>,
  foldAt: FoldAt,
  partOf: (record: number) => number | undefined,
): Iterable<Needs> {
  const found = new Map<string, Needs>();
  for (const need of to.pipeline.needsOf(to.node)) {
    const known = need.to === null || spots.pipelines.get(need.to.manifest) !== undefined;
    const from = known ? spots.meant(to.pipeline, need) : null;
    if (from === null || !taken.has(from.id)) continue;
    const kind = need.isDependsOn ? 'depends' : 'source';
    const { isInferred } = need;
    const key = `${from.id} ${kind}`;
    let needs = found.get(key);
    if (needs === undefined) found.set(key, (needs = { from, to, kind, isInferred, pairs: [] }));
    const part = need.isDependsOn ? partOf(need.record) : undefined;
    needs.pairs.push({
      from: need.to === null ? null : foldAt(need.to.manifest, need.to.position),
      to: foldAt(to.pipeline.manifest, need.position),
      isInCircle: part !== undefined && need.to !== null && partOf(need.to.record) === part,
    });
  }
  return found.values();
}

/** The files of an operator that are nodes of the graph. */
function filesOf(
  to: OperatorSpot,
  records: readonly GraphRecord[],
  files: ReadonlyMap<string, Spot>,
): Iterable<Needs> {
  const found = new Map<string, Needs>();
  for (const { file, fold } of records) {
    const from = file === null ? undefined : files.get(file);
    if (from === undefined) continue;
    let needs = found.get(from.id);
    if (needs === undefined)
      found.set(from.id, (needs = { from, to, kind: 'file', isInferred: false, pairs: [] }));
    needs.pairs.push({ from: null, to: fold, isInCircle: false });
  }
  return found.values();
}

function needEdges({ from, to, kind, isInferred, pairs }: Needs, recordsOf: RecordsOf): GraphEdge[] {
  const folds = (spot: Spot): (number | null)[] => recordsOf(spot).map(({ fold }) => fold);
  return foldEnds(pairs, folds(from), folds(to)).map((end): GraphEdge => {
    const rows = end.from === null && end.to === null ? '' : `.${end.from ?? ''}.${end.to ?? ''}`;
    return {
      id: `${from.id}.${to.id}.${kind}${rows}`,
      from: from.id,
      to: to.id,
      kind,
      inferred: isInferred,
      from_fold: end.from,
      to_fold: end.to,
      in_cycle: end.isInCircle,
    };
  });
}

/**
 * All edges between the nodes of a graph, in the order of the nodes that need.
 *
 * @param foldAt the fold of a record of a manifest, by its position; null where all share it
 * @param partOf by a record's number, which set of records it depends on in a circle with; undefined for none
 */
export function* drawnEdges(
  spots: Spots,
  taken: ReadonlyMap<string, Spot>,
  recordsOf: RecordsOf,
  foldAt: FoldAt,
  partOf: (record: number) => number | undefined,
): Slices<GraphEdge[]> {
  const files = new Map<string, Spot>();
  for (const spot of taken.values()) if (spot.kind === 'file') files.set(spot.path, spot);
  const edges: GraphEdge[] = [];
  for (const to of taken.values()) {
    if (to.kind !== 'operator') continue;
    for (const edge of wayEdges(to, taken)) edges.push(edge);
    for (const needs of neededBy(spots, to, taken, foldAt, partOf))
      edges.push(...needEdges(needs, recordsOf));
    for (const needs of filesOf(to, recordsOf(to), files)) edges.push(...needEdges(needs, recordsOf));
    yield 'more';
  }
  return edges;
}
