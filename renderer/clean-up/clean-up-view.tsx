import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatAge } from '../../shared/text/duration.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { LockNotice } from '../cleaning/lock-notice.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { NoticeBar } from '../parts/notice-bar.tsx';
import { EmptyView, ViewHead } from '../parts/view-head.tsx';
import { usePlace } from '../route/use-place.ts';
import { useScope } from '../shell/use-scope.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { BlockedNotice } from './blocked-notice.tsx';
import { categorySays, FILE_CATEGORIES, readCategory, type Category } from './categories.ts';
import { DatasetList } from './dataset-list.tsx';
import { FileList } from './file-list.tsx';
import { KindList } from './kind-list.tsx';
import { PipelineList } from './pipeline-list.tsx';

/** What can be cleaned up, kind by kind. Nothing is deleted here: files move to the trash. */
export function CleanUpView(): ReactElement {
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { place } = usePlace();
  const { info } = useWorkspace();
  const kinds = useQuery(
    coreQueries.clean.kinds.queryOptions({
      input: scope,
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  ).data;
  const category = readCategory(place.own['cat']);
  const grace = info.graceMs === 0 ? 'Grace period: none' : `Grace period: ${formatAge(info.graceMs)}`;
  return (
    <>
      <ViewHead
        title="Clean up"
        note="Nothing is deleted here: files move to the workspace’s trash, and Undo brings them back."
      >
        <span className="dim">{grace}</span>
      </ViewHead>
      <LockNotice />
      {kinds === undefined ? (
        <EmptyView title="Scanning">
          <p>What can be cleaned up is known once the scan is complete.</p>
        </EmptyView>
      ) : (
        <div className="clean-up">
          <KindList kinds={kinds} category={category} />
          <div className="clean-up-main">
            {kinds.stale && (
              <NoticeBar
                tone="warn"
                text="The last scan could not be done, so nothing is called an orphan. Scan again."
              />
            )}
            {kinds.no_manifests !== null && (
              <NoticeBar
                tone="warn"
                text={
                  <>
                    <b>
                      There are {formatCount(kinds.no_manifests.files)} files and no manifest. Did runs/ move?
                    </b>{' '}
                    To plan anyway you will be asked for the workspace’s name.
                  </>
                }
              />
            )}
            <BlockedNotice kinds={kinds} />
            <p className="clean-up-says">{categorySays(category, info.graceMs)}</p>
            <Lists key={category} category={category} />
          </div>
        </div>
      )}
    </>
  );
}

function Lists({ category }: { readonly category: Category }): ReactElement {
  const state = FILE_CATEGORIES[category];
  switch (category) {
    case 'orphans':
    case 'recent':
    case 'undecided':
    case 'foreign':
      return <FileList state={state ?? 'orphan'} category={category} />;
    case 'failed':
    case 'pipelines':
      return <PipelineList category={category} />;
    case 'dataset':
      return <DatasetList />;
  }
}
