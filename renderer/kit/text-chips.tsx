import type { ReactElement } from 'react';
import { searchTerms, withoutTerm } from '../../shared/search/search-terms.ts';
import { termText } from '../../shared/search/term-text.ts';
import { Chip } from './chip.tsx';

/** How the text of the filter of all views is understood, piece by piece, each with a way to take it off. */
export function TextChips({
  text,
  onText,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
}): ReactElement {
  return (
    <>
      {searchTerms(text).map((term) => (
        <Chip
          key={term.start}
          text={termText(term)}
          isWrong={term.wanted === null}
          onRemove={() => onText(withoutTerm(text, term))}
        />
      ))}
    </>
  );
}
