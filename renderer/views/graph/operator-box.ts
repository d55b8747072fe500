import type { GraphNode } from '../../../shared/api/graph/graph.ts';
import type { DrawnBox } from '../../../shared/graph/model/graph-model.ts';
import type { NodeMark } from '../../../shared/graph/model/node-text.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { BoxState, SceneBox } from './scene.ts';

/** How marks look that are more than a word in the second line. */
const STATES: ReadonlyMap<NodeMark, BoxState> = new Map<NodeMark, BoxState>([
  ['missing', { legend: 'missing', tone: 'danger', isDashed: true }],
  ['differs', { legend: 'not as recorded', tone: 'danger', isDashed: true }],
  ['outside', { legend: 'outside', tone: 'danger', isDashed: true }],
  ['unknown', { legend: 'undecided', tone: 'muted', isDashed: true }],
  ['unresolved', { legend: 'not found', tone: 'warn', isDashed: true }],
  ['ambiguous', { legend: 'several candidates', tone: 'muted', isDashed: true }],
]);

/** The artifact type that an operator would store, for steps that stored nothing; by the part that they have in the way of the data. */
const ROLE_TYPES: ReadonlyMap<GraphNode['role'], string> = new Map([
  ['features', 'transformer'],
  ['target', 'encoder'],
  ['splitter', 'splitter'],
  ['model', 'model'],
  ['meta', 'meta_model'],
  ['structure', 'structure'],
]);

/** A box of the model with its looks. What workspaces say is made safe to show. */
export function sceneBox({ id, node, title, detail, marks, isStack, rows, outside }: DrawnBox): SceneBox {
  const mark = marks.find((one) => STATES.has(one));
  return {
    id,
    kind: node.kind,
    title: escapeForTerminal(title),
    detail,
    type: node.artifact_type ?? ROLE_TYPES.get(node.role) ?? null,
    state: mark === undefined ? null : (STATES.get(mark) ?? null),
    isStack,
    isInferred: marks.includes('inferred'),
    rows: rows.map((row) => ({
      id: row.id,
      title: row.title,
      detail: row.detail,
      isAmiss: row.record.state !== 'present',
    })),
    outside,
  };
}
