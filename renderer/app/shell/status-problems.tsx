import type { ReactElement } from 'react';
import type { Statistics } from '../../../shared/api/workspace/statistics.ts';
import { unreadOf } from '../../../shared/domain/known-use.ts';
import { asStart } from '../../../shared/text/unreadable-words.ts';
import { unreadableTitle } from '../../text/unreadable-text.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { plural } from '../../text/plural.ts';

/** What is wrong in the whole workspace, each a way to where it is shown. */
export function StatusProblems({ statistics }: { readonly statistics: Statistics }): ReactElement {
  const { href } = usePlace();
  const { totals } = statistics;
  const lost = totals.missing_records - totals.unwritten_records;
  const unreadable = unreadOf(statistics.blocking);
  return (
    <>
      {unreadable.length > 0 && (
        <a href={href({ view: 'clean-up', own: { cat: 'undecided' } })}>
          <StateMark state="unreadable" text={asStart(unreadableTitle(unreadable))} />
        </a>
      )}
      {lost > 0 && (
        <a href={href({ view: 'artifacts', dataset: null, text: '', own: { state: 'missing' } })}>
          <StateMark state="missing" text={`${plural(lost, 'record')} without a file`} />
        </a>
      )}
    </>
  );
}
