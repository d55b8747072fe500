import { ExportIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { StoredFile } from '../../../shared/api/records/files.ts';
import { failureOf } from '../../../shared/api/failure.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { IconButton } from '../../kit/button.tsx';
import { Chip } from '../../kit/chip.tsx';
import { Grid } from '../../kit/grid/grid.tsx';
import { writeSorting } from '../../kit/grid/sorting-text.ts';
import { questionsInParts, usePages } from '../../kit/grid/use-pages.ts';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { useFollowed } from '../../kit/problems/use-followed.ts';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { inGraph } from '../../state/route/show-in-graph.ts';
import { useFollowSelection } from '../../state/route/use-follow-selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { absolutePath } from '../../text/absolute-path.ts';
import { baseName } from '../../text/base-name.ts';
import { plural } from '../../text/plural.ts';
import { NoMatch } from '../no-match.tsx';
import { NothingYet } from '../nothing-yet.tsx';
import { ShowChoice } from '../show-choice.tsx';
import { filesColumns } from './columns.tsx';
import { exportFiles } from './export-files.ts';
import {
  conditionChips,
  fileConditions,
  FILE_SORTS,
  NO_CONDITIONS,
  readFilesSorting,
} from './file-choice.ts';
import { StateMenu } from './state-menu.tsx';

const PAGE = 200;

/** All stored files in a table, whether anything names them or not: sorted and narrowed. */
export function FilesView(): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { info } = useWorkspace();
  const { place, go } = usePlace();
  const follow = useFollowSelection();
  const followCall = useFollowed();
  const { own } = place;
  const sorting = readFilesSorting(own['fsort']);
  const filter = useMemo(
    () => ({ ...scope, ...(text === '' ? {} : { text }), ...fileConditions(own) }),
    [scope, text, own],
  );
  const input = {
    ...filter,
    sort: FILE_SORTS[sorting.column] ?? 'size_bytes',
    // An old file has an early time.
    descending: sorting.column === 'age' ? !sorting.descending : sorting.descending,
  };
  const { data: sums, error } = useQuery(
    coreQueries.workspace.files.queryOptions({
      input: { ...input, limit: 1 },
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  );
  const failure = error === null ? null : failureOf(error);
  const pages = usePages<StoredFile>({
    size: PAGE,
    isReady,
    listKey: JSON.stringify(input),
    question: questionsInParts({
      size: PAGE,
      input,
      keyOf: (asked) => coreQueries.workspace.files.queryKey({ input: asked }),
      rowsOf: async (asked, signal) => (await coreClient.workspace.files(asked, { signal })).files,
    }),
  });
  const chips = conditionChips(own);
  const isNarrowed = place.dataset !== null || text !== '' || chips.length > 0;
  return (
    <>
      <ViewHead
        title="Artifacts"
        choice={<ShowChoice />}
        note={
          sums === undefined ? null : `${plural(sums.total.files, 'file')}, ${formatBytes(sums.total.bytes)}`
        }
      >
        <StateMenu states={sums?.states} />
        <IconButton
          label="Save the list as CSV…"
          icon={<ExportIcon size={14} />}
          isOff={sums === undefined || sums.rows === 0}
          onClick={() => followCall(exportFiles(coreClient, input))}
        />
      </ViewHead>
      {(text !== '' || chips.length > 0) && (
        <div className="chips">
          {text !== '' && <Chip text={`contains “${text}”`} onRemove={() => go({ text: '' })} />}
          {chips.map((chip) => (
            <Chip key={chip.text} text={chip.text} onRemove={() => go({ own: chip.without }, 'replace')} />
          ))}
        </div>
      )}
      {!isReady ? (
        <EmptyView title="Scanning">
          <p>Files are listed once the first scan is complete.</p>
        </EmptyView>
      ) : failure !== null ? (
        <div className="pad grow" role="alert">
          <ProblemNote problem={failureText(failure)} />
        </div>
      ) : sums?.rows === 0 && isNarrowed ? (
        <NoMatch title="No file matches" own={NO_CONDITIONS} />
      ) : sums?.rows === 0 ? (
        <NothingYet title="No files yet" />
      ) : (
        <Grid
          name="files"
          label="Files"
          columns={filesColumns(info.layout)}
          count={sums?.rows ?? 0}
          rowAt={pages.rowAt}
          onShown={pages.onShown}
          sorting={sorting}
          onSort={(column) =>
            go(
              {
                own: {
                  fsort: writeSorting({
                    column,
                    descending:
                      sorting.column === column
                        ? !sorting.descending
                        : column !== 'file' && column !== 'dataset',
                  }),
                },
              },
              'replace',
            )
          }
          isCurrent={({ path }) => place.selection?.kind === 'file' && place.selection.path === path}
          onOpen={({ path }) => go({ selection: { kind: 'file', path } })}
          onFollow={({ path }) => follow({ kind: 'file', path })}
          copyText={({ path }) => ({ text: absolutePath(info.root, path), what: 'the path' })}
          findText={({ path }) => baseName(path)}
          keys={{ g: ({ path }) => go(inGraph({ kind: 'file', path })) }}
        />
      )}
    </>
  );
}
