import type { ReactElement } from 'react';
import type { GraphEdge } from '../../../shared/api/graph/graph.ts';
import { LINE_LOOKS } from '../../../shared/graph/looks/line-looks.ts';
import { typeLabel, TypeMark } from '../../kit/type-mark.tsx';
import { edgeColor } from './edge-color.ts';
import type { Scene } from '../../../shared/graph/scene/scene.ts';

/** A piece of a line as it is drawn. */
function Stroke({ kind }: { readonly kind: GraphEdge['kind'] }): ReactElement {
  return (
    <svg width="22" height="6" aria-hidden>
      <line
        x1="0"
        y1="3"
        x2="22"
        y2="3"
        stroke={`var(${edgeColor(kind)})`}
        strokeWidth="1.6"
        strokeDasharray={LINE_LOOKS[kind].dashes.join(' ')}
      />
    </svg>
  );
}

/** What stands for what in the picture, of what is in it; each kind of edge can be left out. */
export function Legend({
  scene,
  kinds,
  hidden,
  onToggle,
}: {
  readonly scene: Scene;
  /** Kinds of edges that there are, shown or not. */
  readonly kinds: readonly GraphEdge['kind'][];
  readonly hidden: readonly GraphEdge['kind'][];
  readonly onToggle: (kind: GraphEdge['kind']) => void;
}): ReactElement {
  const { boxes, lines } = scene;
  const types = [
    ...new Set(boxes.flatMap(({ kind, type }) => (kind === 'operator' && type !== null ? [type] : []))),
  ];
  const states = [
    ...new Map(boxes.flatMap(({ state }) => (state === null ? [] : [[state.legend, state] as const]))),
  ];
  return (
    <div className="graph-legend" role="group" aria-label="Legend">
      {types.map((type) => (
        <span key={type}>
          <TypeMark type={type} />
          {typeLabel(type)}
        </span>
      ))}
      {boxes.some(({ isStack }) => isStack) && (
        <span>
          <i className="sign stack" />
          folds
        </span>
      )}
      {boxes.some(({ kind }) => kind === 'ghost') && (
        <span>
          <i className="sign ghost" />
          not found
        </span>
      )}
      {boxes.some(({ isInferred }) => isInferred) && (
        <span>
          <i className="sign inferred" />
          inferred
        </span>
      )}
      {states.map(([word, { tone }]) => (
        <span key={word}>
          <i className={`sign ${tone}`} />
          {word}
        </span>
      ))}
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={!hidden.includes(kind)}
          title={
            hidden.includes(kind) ? `Show “${LINE_LOOKS[kind].words}”` : `Hide “${LINE_LOOKS[kind].words}”`
          }
          onClick={() => onToggle(kind)}
        >
          <Stroke kind={kind} />
          {LINE_LOOKS[kind].words}
        </button>
      ))}
      {lines.some(({ isInferred }) => isInferred) && <span>open arrow: inferred</span>}
      {lines.some(({ isInCycle }) => isInCycle) && (
        <span>
          <i className="stroke circle" />
          part of a circle
        </span>
      )}
    </div>
  );
}
