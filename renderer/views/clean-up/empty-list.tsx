import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { NoMatch } from '../no-match.tsx';
import { EmptyView } from '../../kit/view-head.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { plural } from '../../text/plural.ts';
import { NothingYet } from '../nothing-yet.tsx';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { emptyText, type Category } from './categories.ts';
import { GraceMenu, graceText } from './grace-menu.tsx';

/** What stands in place of an empty list: that nobody knows, that the filter or scope leaves nothing, or that there is nothing. */
export function EmptyList({
  category,
  isKnown = true,
  undecided = 0,
  recent = 0,
}: {
  readonly category: Category;
  /** Whether it is known what belongs into the list. */
  readonly isKnown?: boolean;
  /** How many files may belong into it. */
  readonly undecided?: number;
  /** How many files are too young for it. */
  readonly recent?: number;
}): ReactElement {
  const { place, href } = usePlace();
  const { info } = useWorkspace();
  const { title, text } = emptyText(category, info.words);
  if (!isKnown) {
    return (
      <EmptyView title="Not known">
        <p>What belongs here can’t be told before the workspace can be read whole.</p>
      </EmptyView>
    );
  }
  if (category === 'failed' && info.isRead && place.text.trim() === '')
    return <NoneFailed title={title} text={text} />;
  if ((place.dataset !== null && recent === 0) || place.text.trim() !== '') return <NoMatch title={title} />;
  if (!info.isRead) return <NothingYet title={title} />;
  return (
    <EmptyView title={title}>
      <p>
        {undecided === 0
          ? recent === 0
            ? text
            : ''
          : `${plural(undecided, 'file')} may be, or not: see Undecided.`}
      </p>
      {recent > 0 && (
        <>
          <p>
            <a className="link" href={href({ own: { cat: 'recent' } })}>
              {plural(recent, 'file')}
            </a>{' '}
            that no {info.words.namer.one} names {recent === 1 ? 'is' : 'are'} recent: younger than the grace
            period of {graceText(info.graceMs)}, or beside a pipeline that may be running.
          </p>
          <GraceMenu text="Change the grace period" />
        </>
      )}
    </EmptyView>
  );
}

/** That no pipeline failed, as far as that is known: what a copy brought a moment ago looks as if it were running. */
function NoneFailed({ title, text }: { readonly title: string; readonly text: string }): ReactElement {
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { info } = useWorkspace();
  const running = useQuery(
    coreQueries.workspace.pipelines.queryOptions({
      input: { ...scope, state: 'running', limit: 1 },
      enabled: isReady,
    }),
  ).data?.total;
  return (
    <EmptyView title={title}>
      {running === undefined || running === 0 ? (
        <p>{text}</p>
      ) : (
        <>
          <p>
            {plural(running, 'pipeline')} without an execution trace may be running: something of{' '}
            {running === 1 ? 'it was' : 'them was'} written, or copied here, within the grace period of{' '}
            {graceText(info.graceMs)}.
          </p>
          <GraceMenu text="Change the grace period" />
        </>
      )}
    </EmptyView>
  );
}
