import type { GraphSize, OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { MOST_NODES } from '../../registry/ask/graph/graph-draft.ts';
import type { Failure } from '../failure.ts';

const LIMIT = formatCount(MOST_NODES, { ascii: true });
const WHOLE = 'stemma deps --all with --dot, --graphml or --mermaid writes all of a workspace.';

/** Why the graph of a pipeline is not drawn: nodes of it had no room, and a drawing of a part would look like all of it. */
export function pipelineTooLarge(
  graph: OperatorGraph,
  manifest: string,
  { operators, branches }: Pick<GraphSize, 'operators' | 'branches'>,
): Failure | null {
  const drawn = graph.nodes.filter((node) => node.kind === 'operator' && node.manifest === manifest);
  if (drawn.length >= operators) return null;
  const way = branches === 0 ? '' : ' Draw one branch with --branch, or what is around an artifact.';
  const message = `It has ${formatCount(operators, { ascii: true })} operators, and drawings have up to ${LIMIT} nodes.${way} ${WHOLE}`;
  return { code: 'USAGE', message, details: { operators, branches, most: MOST_NODES } };
}

/** Why what is around an artifact is not drawn: there may be more of it than had room. */
export function aroundTooLarge({ nodes }: OperatorGraph, steps: number): Failure | null {
  if (nodes.length < MOST_NODES) return null;
  const message = `Within ${steps} steps there are ${LIMIT} nodes or more, and drawings have up to so many. Ask for fewer with --steps. ${WHOLE}`;
  return { code: 'USAGE', message, details: { steps, most: MOST_NODES } };
}
