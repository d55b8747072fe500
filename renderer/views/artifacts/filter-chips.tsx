import type { ReactElement } from 'react';
import { Chip } from '../../kit/chip.tsx';
import { TextChips } from '../../kit/text-chips.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { EXACT, readExact } from './exact-choice.ts';
import { FACET_NAMES, FACETS, facetText, toggled, writeFacet, type FacetChoices } from './facet-choice.ts';

/** A pipeline by the folder of its manifest, which is called as it. */
function pipelineOf(manifest: string): string {
  return manifest.split('/').at(-2) ?? manifest;
}

/** What the table is narrowed by, each with a way to take it off. */
export function FilterChips({ chosen }: { readonly chosen: FacetChoices }): ReactElement | null {
  const { place, go } = usePlace();
  const facets = FACETS.flatMap((facet) => chosen[facet].map((value) => ({ facet, value })));
  const text = place.text.trim();
  const exact = readExact(place.own);
  if (facets.length === 0 && text === '' && exact.class === null && exact.pipeline === null) return null;
  return (
    <div className="chips">
      {facets.map(({ facet, value }) => (
        <Chip
          key={`${facet} ${value}`}
          text={`${FACET_NAMES[facet].toLowerCase()}: ${facetText(facet, value)}`}
          onRemove={() => go({ own: { [facet]: writeFacet(toggled(chosen[facet], value)) } })}
        />
      ))}
      {EXACT.map((name) => {
        const value = exact[name];
        return (
          value !== null && (
            <Chip
              key={name}
              text={`${name}: ${escapeForTerminal(name === 'pipeline' ? pipelineOf(value) : value) || 'none'}`}
              onRemove={() => go({ own: { [name]: null } })}
            />
          )
        );
      })}
      <TextChips text={text} onText={(next) => go({ text: next })} />
      <button
        type="button"
        className="link"
        onClick={() =>
          go({ text: '', own: Object.fromEntries([...FACETS, ...EXACT].map((facet) => [facet, null])) })
        }
      >
        Clear all
      </button>
    </div>
  );
}
