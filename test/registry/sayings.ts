import { DELETION } from './saying-deletion.ts';
import { DETAILS } from './saying-details.ts';
import { TOTALS } from './saying-totals.ts';
import type { Asked, Place } from './saying.ts';

/**
 * Who says something in the product. What two of them say of the same thing must be the same: a new place is one more entry, which
 * names the things as the others do.
 */
export const PLACES: readonly Place[] = [...TOTALS, ...DELETION, ...DETAILS];

/** What two places say differently, a line for each thing; and how many things at least two places speak of. */
export function disagreements(
  asked: Asked,
  places: readonly Place[] = PLACES,
): { readonly lines: string[]; readonly compared: number } {
  const said = new Map<string, Map<string, string[]>>();
  for (const { name, says } of places) {
    for (const [of, value] of says(asked)) {
      const text = JSON.stringify(value) ?? 'undefined';
      const answers = said.get(of) ?? new Map<string, string[]>();
      said.set(of, answers.set(text, [...(answers.get(text) ?? []), name]));
    }
  }
  const lines = [...said]
    .filter(([, answers]) => answers.size > 1)
    .map(([of, answers]) => {
      const each = [...answers].map(([text, names]) => `${[...new Set(names)].join(', ')}: ${text}`);
      return `${of} – ${each.join(' | ')}`;
    });
  const compared = [...said.values()].filter((answers) => [...answers.values()].flat().length > 1).length;
  return { lines, compared };
}
