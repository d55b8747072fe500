import type { ChainGroup } from '../../../shared/api/chains/way.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { isolated } from '../../text/isolated.ts';

/** A part of a chain line: an operator, or operators that stand beside each other. */
export interface ChainPart {
  /** The class, with `+2` where others stand beside it. */
  readonly text: string;
  /** `br 0 · sub 1`: what tells it from others, without what the part before says already. */
  readonly qualifier: string;
  /** Concluded, not written. */
  readonly isInferred: boolean;
}

type Stop = ChainGroup['stops'][number];

function qualifiers({ branch, source, substep }: Stop): string[] {
  return [
    ...(branch.length === 0 ? [] : [`br ${branch.join('.')}`]),
    // The first of one says nothing: transformers have `src 0` even with one source.
    ...(source === null || source === 0 ? [] : [`src ${source}`]),
    ...(substep === null || substep === 0 ? [] : [`sub ${substep}`]),
  ];
}

/** The parts of the line of a record, from the first step to the record itself. */
export function chainParts(groups: readonly ChainGroup[]): ChainPart[] {
  let before: readonly string[] = [];
  return groups.flatMap(({ count, stops }) => {
    const [stop] = stops;
    if (stop === undefined) return [];
    const all = qualifiers(stop);
    const told = count > 1 ? [] : all.filter((qualifier) => !before.includes(qualifier));
    before = all;
    const name = stop.class === '' ? `step ${stop.step ?? '?'}` : isolated(escapeForTerminal(stop.class));
    return [
      {
        text: count > 1 ? `${name} +${count - 1}` : name,
        qualifier: told.join(' '),
        isInferred: stops.every(({ inferred }) => inferred),
      },
    ];
  });
}

/** The whole line as text, for tooltips and screen readers. */
export function chainText(parts: readonly ChainPart[]): string {
  return parts.map(({ text, qualifier }) => (qualifier === '' ? text : `${text} ${qualifier}`)).join(' › ');
}
