import { MARK_WORDS, nodeType, toneOf, type NodeType } from '../looks/node-looks.ts';
import type { DrawnBox } from '../model/graph-model.ts';
import type { NodeMark } from '../model/node-text.ts';
import { toldState, type ToldState } from '../../domain/states.ts';
import { escapeForTerminal } from '../../text/escape-for-terminal.ts';
import type { BoxState } from '../looks/box-state.ts';
import type { SceneBox } from './scene.ts';

/** Marks that the border of a box says too; the others are words of its second line, or nothing. */
const BORDERED: ReadonlySet<NodeMark> = new Set([
  'missing',
  'differs',
  'outside',
  'unknown',
  'unwritten',
  'unresolved',
  'ambiguous',
  'cycle',
]);

/** States of a fold that are nobody's worry. */
const FINE: ReadonlySet<ToldState> = new Set(['present', 'unwritten']);

/** What artifact types are called in manifests, and so in the window's marks. */
const MARKED: Readonly<Record<NodeType, string | null>> = {
  transformer: 'transformer',
  model: 'model',
  metaModel: 'meta_model',
  splitter: 'splitter',
  encoder: 'encoder',
  none: null,
};

function stateOf(marks: readonly NodeMark[]): BoxState | null {
  const mark = marks.find((one) => BORDERED.has(one));
  if (mark === undefined) return null;
  const tone = toneOf(marks);
  return { legend: MARK_WORDS[mark], tone: tone === 'plain' ? 'muted' : tone, isDashed: mark !== 'cycle' };
}

/** A box of the model with its looks. What workspaces say is made safe to show. */
export function sceneBox({ id, node, title, detail, marks, isStack, rows, outside }: DrawnBox): SceneBox {
  return {
    id,
    kind: node.kind,
    title: escapeForTerminal(title),
    name: escapeForTerminal(node.label),
    detail,
    type: MARKED[nodeType(node)],
    state: stateOf(marks),
    words: marks.map((mark) => MARK_WORDS[mark]),
    isStack,
    isInferred: marks.includes('inferred'),
    isInCycle: marks.includes('cycle'),
    rows: rows.map((row) => ({
      id: row.id,
      title: row.title,
      detail: row.detail,
      isAmiss: !FINE.has(toldState(row.record.state, row.record.unwritten)),
    })),
    outside,
  };
}
