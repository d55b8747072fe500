import type { ReactElement } from 'react';
import { searchTerms } from '../../shared/search/search-terms.ts';
import { misreadingText } from '../../shared/search/term-text.ts';
import { datasetName } from '../text/dataset-name.ts';
import { usePlace } from '../state/route/use-place.ts';
import { EmptyView } from '../kit/view-head.tsx';

/** In a list that the filter or the scope leaves empty: why, and the way out. */
export function NoMatch({
  title = 'No record matches',
  own = {},
}: {
  readonly title?: string;
  readonly own?: Readonly<Record<string, null>>;
}): ReactElement {
  const { place, go } = usePlace();
  const text = place.text.trim();
  const where = place.dataset === null ? 'this workspace' : datasetName(place.dataset);
  const misreading = searchTerms(text).find((term) => term.misreading !== null)?.misreading ?? null;
  const reason =
    misreading !== null
      ? `${misreadingText(misreading)}.`
      : text === ''
        ? `Nothing in ${where} is like that.`
        : `Nothing in ${where} contains “${text}”.`;
  return (
    <EmptyView title={title}>
      <p>
        {reason}{' '}
        <button type="button" className="link" onClick={() => go({ text: '', dataset: null, own })}>
          Clear filter and scope
        </button>
      </p>
    </EmptyView>
  );
}
