import { RefreshIcon } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, type ReactElement } from 'react';
import type { Overview } from '../../../shared/api/workspace/overview.ts';
import { failureOf } from '../../../shared/api/failure.ts';
import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { Choice } from '../../kit/choice.tsx';
import { lazily } from '../../kit/lazily.tsx';
import { useKeptPlace } from '../../kit/use-kept-place.ts';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { unreadOf } from '../../../shared/domain/known-use.ts';
import { datasetName } from '../../text/dataset-name.ts';
import { NothingYet } from '../nothing-yet.tsx';
import { useClosedDatabase } from '../../state/workspace/use-closed-database.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { FigureList } from './figure-list.tsx';
import { figuresOf, figuresSoFar } from './figures.ts';
import { PicturesPlace } from './pictures-place.tsx';
import { DIVISIONS, readDivision } from './size-division.ts';
import { UnreadableNotice } from './unreadable-notice.tsx';
import { UsageBar } from './usage-bar.tsx';

/** What it says is asked for after the figures are there; so is its code. */
const FindingNotices = lazily(() => import('./finding-notices.tsx').then((file) => file.FindingNotices));

/** The pictures: their code comes while the figures are worked out. */
const OverviewPictures = lazily(
  () => import('./overview-pictures.tsx').then((file) => file.OverviewPictures),
  <PicturesPlace />,
);
const ExportScope = lazily(() => import('./export-scope.tsx').then((file) => file.ExportScope));

/** The first view of a workspace: how much there is, what it is used for, where it lies, how it grew. */
export function OverviewView({ seen }: { readonly seen: ScanProgress | null }): ReactElement {
  const { coreQueries } = useConnections();
  const { info, rescan } = useWorkspace();
  const closed = useClosedDatabase();
  const { scope, isReady } = useScope();
  const { place, go } = usePlace();
  const { data: overview, error } = useQuery(
    coreQueries.workspace.overview.queryOptions({
      input: scope,
      enabled: isReady,
      placeholderData: keepPreviousData,
    }),
  );
  const failure = error === null ? null : failureOf(error);
  // The figures are on the screen before the pictures, which take longer to draw.
  const drawn = useDeferredValue(overview, undefined);
  const statistics = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace: scope.workspace }, enabled: isReady }),
  ).data;
  const unread = unreadOf(statistics?.blocking ?? []);
  const trash = useQuery(
    coreQueries.trash.totals.queryOptions({
      input: { workspace: scope.workspace },
      enabled: isReady,
    }),
  ).data;
  const keepPlace = useKeptPlace();
  return (
    <>
      <ViewHead title="Overview" note={place.dataset === null ? 'All datasets' : datasetName(place.dataset)}>
        {/* First, so that nothing moves when it comes. */}
        {overview !== undefined && overview.pipelines > 0 && <ExportScope dataset={place.dataset} />}
        <Choice
          label="Sizes by"
          options={DIVISIONS}
          value={readDivision(place.own['by'])}
          onChoose={(by) => go({ own: { by } }, 'replace')}
        />
        <Button quiet text="Rescan" icon={<RefreshIcon size={14} />} onClick={rescan} />
      </ViewHead>
      {unread.length > 0 && <UnreadableNotice entries={unread} />}
      <FindingNotices />
      <div className="overview" ref={keepPlace}>
        {/* Zeros would say that there is nothing, where nothing is only read. */}
        {info.isRead && (
          <FigureList
            figures={
              overview === undefined
                ? figuresSoFar(seen, info.words.sources)
                : figuresOf(overview, trash ?? null, closed !== null)
            }
          />
        )}
        {overview === undefined && failure !== null ? (
          <div className="pad" role="alert">
            <ProblemNote problem={failureText(failure)} />
          </div>
        ) : overview === undefined && !isReady ? (
          <EmptyView title="Scanning">
            <p>What takes the space is shown once the first scan is complete.</p>
          </EmptyView>
        ) : overview !== undefined && isEmpty(overview) ? (
          <Nothing />
        ) : (
          <>
            {drawn === undefined ? (
              <div className="usage" />
            ) : (
              <UsageBar usage={drawn.usage} beside={drawn.beside} />
            )}
            <OverviewPictures overview={drawn ?? null} />
          </>
        )}
      </div>
    </>
  );
}

function isEmpty({ stored, pipelines, records }: Overview): boolean {
  return stored.files === 0 && pipelines === 0 && records === 0;
}

function Nothing(): ReactElement {
  const { place, go } = usePlace();
  if (place.dataset === null) return <NothingYet title="No artifacts yet" />;
  return (
    <EmptyView title={`Nothing in ${datasetName(place.dataset)}`}>
      <p>
        No pipeline and no file belongs to it.{' '}
        <button type="button" className="link" onClick={() => go({ dataset: null })}>
          Show all datasets
        </button>
      </p>
    </EmptyView>
  );
}
