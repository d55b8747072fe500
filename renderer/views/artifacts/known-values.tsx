import type { ReactElement } from 'react';
import { searchTerms } from '../../../shared/search/search-terms.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { plural } from '../../text/plural.ts';
import { useFacets } from './use-facets.ts';

/** 5 comes before 10. */
const ORDER = new Intl.Collator('en', { numeric: true });

/** Values that are named. */
const NAMED = 8;

/** Of each parameter that a text asks for, and that there is: which values it has where the text doesn't narrow. */
export function KnownValues({ filter }: { readonly filter: RecordQuery }): ReactElement | null {
  const { text = '', ...scope } = filter;
  const names = searchTerms(text).flatMap(({ wanted }) =>
    wanted?.kind === 'parameter' ? [wanted.name] : [],
  );
  return names.length === 0 ? null : <ValuesOf names={[...new Set(names)]} scope={scope} />;
}

function ValuesOf({
  names,
  scope,
}: {
  readonly names: readonly string[];
  readonly scope: RecordQuery;
}): ReactElement | null {
  const facets = useFacets(scope);
  if (facets === undefined) return null;
  return (
    <>
      {names.map((name) => {
        const known = facets.parameters.find((one) => one.name === name);
        const values = known?.values.toSorted((one, other) => ORDER.compare(one.value, other.value)) ?? [];
        const more = values.length - NAMED;
        return known === undefined ? null : (
          <p key={name}>
            <code>{escapeForTerminal(name)}</code> is{' '}
            {values
              .slice(0, NAMED)
              .map(({ value }) => escapeForTerminal(value))
              .join(', ')}
            {more > 0 && ', and more'} here, in {plural(known.records, 'record')}.
          </p>
        );
      })}
    </>
  );
}
