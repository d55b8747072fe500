import { createHash } from 'node:crypto';
import type { WayNode } from '../../../../shared/domain/way.ts';

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

/**
 * Ids of the operators of a pipeline, in their order. Made of what an operator is and where it stands, never of how many there are,
 * so that those of a pipeline that grows stay. Equal ones are told apart by their order.
 */
export function operatorIds(manifest: string, nodes: readonly WayNode[]): string[] {
  const seen = new Map<string, number>();
  return nodes.map(({ stepIndex, branchPath, source, substep, operatorClass }) => {
    const place = JSON.stringify([stepIndex, branchPath, source, substep, operatorClass]);
    const nth = seen.get(place) ?? 0;
    seen.set(place, nth + 1);
    return digest(['operator', manifest, place, nth]);
  });
}

/** The id of what a record of a pipeline names and that isn't there, or could be several. */
export function ghostId(manifest: string, target: string): string {
  return digest(['ghost', manifest, target]);
}

/** The id of a stored file. */
export function fileId(path: string): string {
  return digest(['file', path]);
}
