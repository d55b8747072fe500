import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { MOST_EDGES } from '../../registry/ask/graph/bounds.ts';
import { MOST_NODES } from '../../registry/ask/graph/graph-draft.ts';
import type { Failure } from '../failure.ts';

const count = (number: number): string => formatCount(number, { ascii: true });

const LIMIT = `${count(MOST_NODES)} nodes and ${count(MOST_EDGES)} edges`;
const WHOLE = 'stemma deps --all with --dot, --graphml or --mermaid writes all of a workspace.';

/** Why the graph of a pipeline, or of a branch of it, is not drawn: a drawing of a part would look like all of it. */
export function pipelineTooLarge(
  { whole }: OperatorGraph,
  operators: number,
  { branches, files }: { readonly branches: number; readonly files: boolean },
): Failure | null {
  if (whole) return null;
  const more = files ? ', files besides' : '';
  const way = branches === 0 ? '' : ' Draw one branch with --branch, or what is around an artifact.';
  const message = `It has ${count(operators)} operators${more}, and drawings have up to ${LIMIT}.${way} ${WHOLE}`;
  return { code: 'USAGE', message, details: { operators, branches, most: MOST_NODES } };
}

/** Why what is around an artifact is not drawn: there is more of it than had room. */
export function aroundTooLarge({ whole }: OperatorGraph, steps: number): Failure | null {
  if (whole) return null;
  const message = `Within ${steps} steps there is more than a drawing has room for: ${LIMIT}. Ask for fewer with --steps. ${WHOLE}`;
  return { code: 'USAGE', message, details: { steps, most: MOST_NODES } };
}
