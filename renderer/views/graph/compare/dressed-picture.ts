import type {
  ChangedParameter,
  ComparedNode,
  ComparedSide,
  Comparison,
} from '../../../../shared/graph/ask/compare.ts';
import { titleOf } from '../../../../shared/graph/model/node-text.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import type { Picture } from '../../../../shared/graph/scene/operator-picture.ts';
import type { BoxState } from '../../../../shared/graph/looks/box-state.ts';
import { redressed, type SceneBox } from '../../../../shared/graph/scene/scene.ts';

/** How a box looks that not both have, or not in the same way; words say the same. */
const LOOKS = {
  left: { legend: 'only left', tone: 'left', isDashed: true },
  right: { legend: 'only right', tone: 'right', isDashed: true },
  changed: { legend: 'changed', tone: 'changed', isDashed: false },
} as const satisfies Record<string, BoxState>;

/** Changed parameters that a box tells; it says how many more there are. */
const MOST_TOLD = 3;

const valueText = (json: string | null): string =>
  json === null ? 'not set' : json.replace(/^"(.*)"$/s, '$1');

function parameterText({ name, left, right }: ChangedParameter): string {
  return escapeForTerminal(`${name} ${valueText(left)} → ${valueText(right)}`);
}

function changeText({ changed, parameters, right }: ComparedNode): string {
  return changed.includes('class') && right !== null
    ? `right: ${escapeForTerminal(titleOf(right))}`
    : parameters
        .slice(0, MOST_TOLD)
        .map((one) => parameterText(one))
        .concat(parameters.length > MOST_TOLD ? [`${parameters.length - MOST_TOLD} more`] : [])
        .join(', ');
}

function dressed(box: SceneBox, compared: ComparedNode | undefined): SceneBox {
  if (compared === undefined) return box;
  if (compared.side !== 'both') {
    const look = LOOKS[compared.side];
    return redressed(box, look.legend, look);
  }
  return compared.changed.length === 0
    ? redressed(box, box.detail, null)
    : redressed(box, changeText(compared), LOOKS.changed);
}

function sideOf(edges: readonly string[], sides: ReadonlyMap<string, ComparedSide>): 'left' | 'right' | null {
  const all = new Set(edges.map((id) => sides.get(id) ?? 'both'));
  if (all.size !== 1) return null;
  const [side] = all;
  return side === 'left' || side === 'right' ? side : null;
}

/** A picture of a comparison, with what is on which side. */
export function dressedPicture({ nodes, edges }: Comparison): (picture: Picture) => Picture {
  return (picture) => {
    const edgesOf = new Map(picture.model.lines.map((line) => [line.id, line.edges]));
    return {
      ...picture,
      boxes: picture.boxes.map((box) => dressed(box, nodes.get(box.id))),
      lines: picture.lines.map((line) => ({ ...line, side: sideOf(edgesOf.get(line.id) ?? [], edges) })),
    };
  };
}

/** How much both have, each alone, and how much of both has changed. */
export function comparedCounts({ nodes }: Comparison): {
  readonly same: number;
  readonly changed: number;
  readonly left: number;
  readonly right: number;
} {
  const all = [...nodes.values()];
  const both = all.filter(({ side }) => side === 'both');
  const changed = both.filter((one) => one.changed.length > 0).length;
  return {
    same: both.length - changed,
    changed,
    left: all.filter(({ side }) => side === 'left').length,
    right: all.filter(({ side }) => side === 'right').length,
  };
}
