import type { ReactElement } from 'react';
import { NoMatch } from '../parts/no-match.tsx';
import { EmptyView } from '../parts/view-head.tsx';
import { usePlace } from '../route/use-place.ts';
import { emptyText, type Category } from './categories.ts';

/** What stands in place of an empty list: that nobody knows, that the filter or scope leaves nothing, or that there is nothing. */
export function EmptyList({
  category,
  isKnown = true,
}: {
  readonly category: Category;
  /** Whether it is known what belongs into the list. */
  readonly isKnown?: boolean;
}): ReactElement {
  const { place } = usePlace();
  const { title, text } = emptyText(category);
  if (!isKnown) {
    return (
      <EmptyView title="Not known">
        <p>What belongs here can’t be told before the workspace can be read whole.</p>
      </EmptyView>
    );
  }
  if (place.dataset !== null || place.text.trim() !== '') return <NoMatch title={title} />;
  return (
    <EmptyView title={title}>
      <p>{text}</p>
    </EmptyView>
  );
}
