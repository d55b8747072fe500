import type { ReactElement } from 'react';
import type { ChainGroup } from '../../../shared/api/chains/way.ts';
import { chainParts, chainText, type ChainPart } from './chain-text.ts';
import { cutText, droppedParts, partWidths } from './fit-chain.ts';
import { textWidth } from './text-width.ts';

/** Beside the text of a part: the arrow before it and the space around. */
const ARROW = 14;

/** What `…` in place of parts takes, with its arrow. */
const GAP = 26;

/** A part as it is drawn; null for the `…` in place of some. */
interface Drawn {
  readonly part: ChainPart | null;
  readonly text: string;
  readonly place: 'first' | 'middle' | 'last';
}

const partText = ({ text, qualifier }: ChainPart): string =>
  qualifier === '' ? text : `${text} ${qualifier}`;

/** The parts of a line as far as there is room for them. */
function drawnParts(parts: readonly ChainPart[], room: number): readonly Drawn[] {
  const last = parts.length - 1;
  const placeOf = (at: number): Drawn['place'] => (at === last ? 'last' : at === 0 ? 'first' : 'middle');
  const whole = parts.map((part, at): Drawn => ({ part, text: part.text, place: placeOf(at) }));
  if (room <= 0) return whole;
  const widths = parts.map((part, at) => textWidth(partText(part)) + (at === 0 ? 0 : ARROW));
  const fixed = parts.map(({ qualifier }) => (qualifier === '' ? 0 : textWidth(` ${qualifier}`)));
  const dropped = droppedParts(widths, room, fixed);
  const keptOf = <Value,>(all: readonly Value[]): Value[] =>
    all.filter((_one, at) => at === 0 || at > dropped);
  const kept = keptOf(whole);
  const given = partWidths(keptOf(widths), dropped > 0 ? room - GAP : room, keptOf(fixed));
  const drawn = kept.map(({ part, text, place }, at): Drawn => {
    const { qualifier } = part ?? { qualifier: '' };
    const beside = (at === 0 ? 0 : ARROW) + (qualifier === '' ? 0 : textWidth(` ${qualifier}`));
    return { part, text: cutText(text, Math.max(0, (given[at] ?? 0) - beside + 0.5), textWidth), place };
  });
  const gap: Drawn = { part: null, text: '…', place: 'middle' };
  return dropped === 0 ? drawn : [...drawn.slice(0, 1), gap, ...drawn.slice(1)];
}

/**
 * The way to a record in one line. Too long, the parts between the first and the last are cut, then drop behind one `…`. The
 * tooltip is the whole of what is shown.
 *
 * @param room the width there is in pixels; 0 where it is not known yet
 */
export function ChainLine({
  groups,
  room,
}: {
  readonly groups: readonly ChainGroup[];
  readonly room: number;
}): ReactElement {
  const parts = chainParts(groups);
  return (
    <span className="chain" title={chainText(parts)}>
      {drawnParts(parts, room).map(({ part, text, place }, at) => (
        <span key={at} className={`chain-part ${place}${part?.isInferred === true ? ' inferred' : ''}`}>
          {at > 0 && <i aria-hidden>›</i>}
          {text}
          {part !== null && part.qualifier !== '' && <sub>{part.qualifier}</sub>}
        </span>
      ))}
    </span>
  );
}
