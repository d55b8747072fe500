import type { ReactElement } from 'react';
import { Chip } from '../../kit/chip.tsx';
import { TextChips } from '../../kit/text-chips.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { FACET_NAMES, FACETS, facetText, toggled, writeFacet, type FacetChoices } from './facet-choice.ts';

/** What the table is narrowed by, each with a way to take it off. */
export function FilterChips({ chosen }: { readonly chosen: FacetChoices }): ReactElement | null {
  const { place, go } = usePlace();
  const facets = FACETS.flatMap((facet) => chosen[facet].map((value) => ({ facet, value })));
  const text = place.text.trim();
  if (facets.length === 0 && text === '') return null;
  return (
    <div className="chips">
      {facets.map(({ facet, value }) => (
        <Chip
          key={`${facet} ${value}`}
          text={`${FACET_NAMES[facet].toLowerCase()}: ${facetText(facet, value)}`}
          onRemove={() => go({ own: { [facet]: writeFacet(toggled(chosen[facet], value)) } })}
        />
      ))}
      <TextChips text={text} onText={(next) => go({ text: next })} />
      <button
        type="button"
        className="link"
        onClick={() => go({ text: '', own: Object.fromEntries(FACETS.map((facet) => [facet, null])) })}
      >
        Clear all
      </button>
    </div>
  );
}
