import type { ReactElement } from 'react';
import type { ChainGroup } from '../../../shared/api/chains/way.ts';
import { chainParts, chainText, type ChainPart } from './chain-text.ts';
import { droppedParts } from './fit-chain.ts';
import { textWidth } from './text-width.ts';

/** Beside the text of a part: the arrow before it and the space around. */
const ARROW = 16;

/**
 * The way to a record in one line. Too long, the parts between the first and the last shrink, then drop behind one `…`.
 *
 * @param room the width there is in pixels; 0 where it is not known yet
 * @param title the tooltip: the exact chain path as written
 */
export function ChainLine({
  groups,
  room,
  title,
}: {
  readonly groups: readonly ChainGroup[];
  readonly room: number;
  readonly title?: string;
}): ReactElement {
  const parts = chainParts(groups);
  const widths = parts.map(
    ({ text, qualifier }, at) => textWidth(`${text} ${qualifier}`) + (at === 0 ? 0 : ARROW),
  );
  const dropped = room > 0 ? droppedParts(widths, room) : 0;
  return (
    <span className="chain" title={title ?? chainText(parts)}>
      {parts.map((part, at) => {
        if (at === 1 && dropped > 0) return <Gap key="gap" />;
        if (at > 0 && at <= dropped && at < parts.length - 1) return null;
        const place = at === parts.length - 1 ? 'last' : at === 0 ? 'first' : 'middle';
        return <Part key={at} part={part} place={place} isFirst={at === 0} />;
      })}
    </span>
  );
}

function Gap(): ReactElement {
  return (
    <span className="chain-part">
      <i aria-hidden>›</i>…
    </span>
  );
}

function Part({
  part,
  place,
  isFirst,
}: {
  readonly part: ChainPart;
  readonly place: 'first' | 'middle' | 'last';
  readonly isFirst: boolean;
}): ReactElement {
  return (
    <span className={`chain-part ${place}${part.isInferred ? ' inferred' : ''}`}>
      {!isFirst && <i aria-hidden>›</i>}
      {part.text}
      {part.qualifier !== '' && <sub>{part.qualifier}</sub>}
    </span>
  );
}
