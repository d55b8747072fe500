import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CleanKinds } from '../../../shared/api/deletion/clean-lists.ts';
import { failureOf } from '../../../shared/api/failure.ts';
import { LockNotice } from '../../flows/deletion/lock-notice.tsx';
import { noManifestsText } from '../../flows/deletion/plan-text.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { Chip } from '../../kit/chip.tsx';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { BlockedNotice } from './blocked-notice.tsx';
import { categorySays, readCategory, type Category } from './categories.ts';
import { DatasetList } from './dataset-list.tsx';
import { FileList } from './file-list.tsx';
import { GraceMenu } from './grace-menu.tsx';
import { KindList } from './kind-list.tsx';
import { LibraryAloneNotice } from './library-alone-notice.tsx';
import { PipelineList } from './pipeline-list.tsx';
import { ResultList } from './result-list.tsx';

function isOfPipelines(category: Category): boolean {
  return category === 'failed' || category === 'pipelines' || category === 'dataset';
}

/** Whether a kind has nothing that could go here, since nirs4all alone deletes all there is of it. */
function isNothingHere(
  category: Category,
  { library_alone: alone, failed, pipelines, datasets }: CleanKinds,
): boolean {
  if (alone === null) return false;
  switch (category) {
    case 'failed':
      return failed.pipelines === 0;
    case 'pipelines':
      return pipelines.pipelines === 0;
    case 'dataset':
      return datasets.datasets === 0;
    case 'orphans':
    case 'recent':
    case 'undecided':
    case 'foreign':
    case 'results':
      return false;
  }
}

/** What can be cleaned up, kind by kind. Nothing is deleted here: files move to the trash. */
export function CleanUpView(): ReactElement {
  const { coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { place, go } = usePlace();
  const { info } = useWorkspace();
  const { ask } = useCleaning();
  const { data: kinds, error } = useQuery(
    coreQueries.clean.kinds.queryOptions({
      input: scope,
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  );
  const failure = error === null ? null : failureOf(error);
  const category = readCategory(place.own['cat']);
  return (
    <>
      <ViewHead
        title="Clean up"
        note="Nothing is deleted here: files move to the workspace’s trash, and Undo brings them back."
      >
        <GraceMenu />
      </ViewHead>
      <LockNotice />
      {!isReady ? (
        <EmptyView title="Scanning">
          <p>What can be cleaned up is known once the scan is complete.</p>
        </EmptyView>
      ) : failure !== null ? (
        <div className="pad" role="alert">
          <ProblemNote problem={failureText(failure)} />
        </div>
      ) : kinds === undefined ? (
        <div aria-busy="true" className="grow" />
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
            {kinds.no_manifests !== null && kinds.no_manifests.files > 0 && (
              <NoticeBar
                tone="warn"
                text={
                  <>
                    <b>{noManifestsText(kinds.no_manifests.files, info.words)}</b> Is a disk not mounted? To
                    plan anyway you will be asked for the workspace’s name.
                  </>
                }
                actions={<Button text="Plan anyway…" onClick={() => ask({ kind: 'orphans' })} />}
              />
            )}
            <BlockedNotice kinds={kinds} />
            {isOfPipelines(category) && kinds.library_alone !== null && (
              <LibraryAloneNotice alone={kinds.library_alone} />
            )}
            {!isNothingHere(category, kinds) && (
              <p className="clean-up-says">{categorySays(category, info.graceMs, info.words)}</p>
            )}
            {text !== '' && (
              <div className="chips">
                <Chip text={`contains “${text}”`} onRemove={() => go({ text: '' })} />
              </div>
            )}
            {!isNothingHere(category, kinds) && <Lists key={category} category={category} kinds={kinds} />}
          </div>
        </div>
      )}
    </>
  );
}

function Lists({
  category,
  kinds,
}: {
  readonly category: Category;
  readonly kinds: CleanKinds;
}): ReactElement {
  switch (category) {
    case 'orphans':
    case 'recent':
    case 'undecided':
    case 'foreign':
      return (
        <FileList
          category={category}
          isKnown={kinds.orphans_known}
          undecided={kinds.undecided.files}
          recent={kinds.recent.files}
        />
      );
    case 'results':
      return <ResultList isKnown={kinds.results !== null} />;
    case 'failed':
    case 'pipelines':
      return <PipelineList category={category} />;
    case 'dataset':
      return <DatasetList />;
  }
}
