import type { Way, WayItem, WayNode } from '../../../shared/domain/way.ts';
import { roleOf, typeOfArtifact } from './role.ts';

/** Records that are of no pipeline: rows of a database that no chain uses. Nothing says what came before or after any, so each stands by itself. */
export function looseWay(items: readonly WayItem[]): Way {
  const nodes = items.map((item, id): WayNode => {
    const { role, guessed } = roleOf(item.artifactType, item.className, null);
    return {
      id,
      stepIndex: item.stepIndex,
      branchPath: item.branchPath,
      substep: item.substepIndex,
      source: item.sourceIndex,
      role,
      operatorClass: item.className,
      operatorType: typeOfArtifact(item.artifactType),
      operatorConfig: null,
      traceOrdinal: null,
      records: [item.position],
      parents: [],
      inferred: guessed,
    };
  });
  return { nodes, traced: false, inferred: nodes.some(({ inferred }) => inferred), isLoose: true };
}
