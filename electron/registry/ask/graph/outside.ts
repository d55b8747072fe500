import type { GraphNode } from '../../../../shared/api/graph/graph.ts';
import type { FileSpot, OperatorSpot, Spot, Spots } from './spots.ts';
import type { PlacedRecord } from './written.ts';

type Taken = ReadonlyMap<string, Spot>;

/** Edges of the derived way that leave the graph at an operator. */
function wayOutside({ pipeline, node }: OperatorSpot, taken: Taken): { needs: number; neededBy: number } {
  const isOutside = (id: number): boolean => !taken.has(pipeline.ids[id] ?? '');
  const needs = pipeline.parentsOf(node).filter((parent) => isOutside(parent.node)).length;
  let neededBy = 0;
  for (const children of pipeline.childrenOf(node)) {
    for (const child of children) if (isOutside(child)) neededBy += 1;
  }
  return { needs, neededBy };
}

/** Written needs that leave the graph at an operator, those of all folds once. */
function writtenOutside(spot: OperatorSpot, taken: Taken, spots: Spots): { needs: number; neededBy: number } {
  const { pipeline, node } = spot;
  /** What another pipeline's record is named by here; null where it is in the graph. A way is not derived just to count. */
  const foreign = (record: PlacedRecord): string | null => {
    const known = spots.pipelines.get(record.manifest) === undefined ? undefined : spots.ofRecord(record);
    return known !== undefined && taken.has(known.id) ? null : record.operator;
  };
  const needs = new Set<string>();
  for (const need of pipeline.needsOf(node)) {
    const isForeign = need.to !== null && need.to.manifest !== pipeline.manifest;
    const meant = isForeign && need.to !== null ? foreign(need.to) : spots.meant(pipeline, need).id;
    if (meant === null || (!isForeign && taken.has(meant))) continue;
    needs.add(`${meant} ${need.isDependsOn}`);
  }
  const neededBy = new Set<string>();
  for (const { position, isDependsOn } of pipeline.neededBy(node)) {
    const id = pipeline.ids[pipeline.nodeAt(position)?.id ?? -1];
    if (id !== undefined && !taken.has(id)) neededBy.add(`${id} ${isDependsOn}`);
  }
  for (const { from, isDependsOn } of pipeline.foreignOf(node)) {
    const operator = foreign(from);
    if (operator !== null) neededBy.add(`${operator} ${isDependsOn}`);
  }
  return { needs: needs.size, neededBy: neededBy.size };
}

/** How many edges leave the graph at an operator or a ghost of it. */
export function outsideOf(spot: Exclude<Spot, FileSpot>, taken: Taken, spots: Spots): GraphNode['outside'] {
  if (spot.kind === 'ghost') {
    const needing = new Set([...spots.neededBy(spot)].map(({ id }) => id).filter((id) => !taken.has(id)));
    return { needs: 0, needed_by: needing.size };
  }
  const way = wayOutside(spot, taken);
  const written = writtenOutside(spot, taken, spots);
  return { needs: way.needs + written.needs, needed_by: way.neededBy + written.neededBy };
}
