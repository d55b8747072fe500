import type { ReactElement, ReactNode } from 'react';
import { searchTerms } from '../../shared/search/search-terms.ts';
import { misreadingText, termText } from '../../shared/search/term-text.ts';
import { datasetName } from '../text/dataset-name.ts';
import { usePlace } from '../state/route/use-place.ts';
import { EmptyView } from '../kit/view-head.tsx';

/** In a list that the filter or the scope leaves empty: why, and the way out. */
export function NoMatch({
  title = 'No record matches',
  own = {},
  children = null,
}: {
  readonly title?: string;
  readonly own?: Readonly<Record<string, null>>;
  /** What is there instead. */
  readonly children?: ReactNode;
}): ReactElement {
  const { place, go } = usePlace();
  const text = place.text.trim();
  const where = place.dataset === null ? 'this workspace' : datasetName(place.dataset);
  const terms = searchTerms(text);
  const misreading = terms.find((term) => term.misreading !== null)?.misreading ?? null;
  const isPlain = terms.every(({ wanted, isExcluded }) => wanted?.kind === 'words' && !isExcluded);
  const reason =
    misreading !== null
      ? `${misreadingText(misreading)}.`
      : text === ''
        ? `Nothing in ${where} is like that.`
        : isPlain
          ? `Nothing in ${where} contains “${text}”.`
          : `Nothing in ${where} fits${terms.length > 1 ? ' all of' : ''}: ${terms.map(termText).join(', ')}.`;
  return (
    <EmptyView title={title}>
      <p>
        {reason}{' '}
        <button type="button" className="link" onClick={() => go({ text: '', dataset: null, own })}>
          Clear filter and scope
        </button>
      </p>
      {children}
    </EmptyView>
  );
}
