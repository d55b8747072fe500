import { TrashIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { UnusedFile } from '../../../shared/api/deletion/clean-lists.ts';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { Grid } from '../../kit/grid/grid.tsx';
import { writeSorting } from '../../kit/grid/sorting-text.ts';
import { questionsInParts, usePages } from '../../kit/grid/use-pages.ts';
import { usePicks } from '../../kit/grid/use-picks.ts';
import { useFollowed } from '../../kit/problems/use-followed.ts';
import { useFollowSelection } from '../../state/route/use-follow-selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { absolutePath } from '../../text/absolute-path.ts';
import { baseName } from '../../text/base-name.ts';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { emptyText, FILE_CATEGORIES, togetherRefusal, type FileCategory } from './categories.ts';
import { withLayout } from '../stored-file-columns.tsx';
import { EmptyList } from './empty-list.tsx';
import { exportFiles } from './export-files.ts';
import { fileColumns, pickRefusal } from './file-columns.tsx';
import { FILE_SORTS, nextSorting, readFileSorting } from './sorting.ts';

const PAGE = 200;

const fileOf = (file: UnusedFile): UnusedFile => file;
const pathOf = ({ path }: UnusedFile): string => path;
const labelOf = ({ path }: UnusedFile): string => `Select ${escapeForTerminal(path)}`;

/** The files of one state, with what moving those that are picked would move. Nothing is picked until the user does. */
export function FileList({
  category,
  isKnown,
  undecided,
  recent,
}: {
  readonly category: FileCategory;
  /** Whether it is known which files are orphans. */
  readonly isKnown: boolean;
  /** How many files may be some, or not. */
  readonly undecided: number;
  /** How many files are too young to be some. */
  readonly recent: number;
}): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { place, go } = usePlace();
  const follow = useFollowSelection();
  const { info } = useWorkspace();
  const { ask, turn } = useCleaning();
  const followCall = useFollowed();
  const { namer } = info.words;
  const columns = useMemo(() => {
    const usual = fileColumns(namer);
    return info.layout === 'both' ? withLayout(usual, 'dataset') : usual;
  }, [namer, info.layout]);
  const sorting = readFileSorting(place.own['sort']);
  const list = { ...scope, states: [FILE_CATEGORIES[category]], ...(text === '' ? {} : { text }) };
  const input = {
    ...list,
    sort: FILE_SORTS[sorting.column] ?? 'size_bytes',
    // An old file has an early time.
    descending: sorting.column === 'age' ? !sorting.descending : sorting.descending,
  };
  const orderKey = JSON.stringify(input);
  const total = useQuery(
    coreQueries.clean.files.queryOptions({
      input: { ...input, limit: 1 },
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  ).data?.total;
  const pages = usePages<UnusedFile>({
    size: PAGE,
    isReady,
    listKey: orderKey,
    question: questionsInParts({
      size: PAGE,
      input,
      keyOf: (asked) => coreQueries.clean.files.queryKey({ input: asked }),
      rowsOf: async (asked, signal) => (await coreClient.clean.files(asked, { signal })).files,
    }),
  });
  const { checked, count, checks } = usePicks<UnusedFile, UnusedFile>({
    listKey: JSON.stringify([list, turn]),
    orderKey,
    total: total?.files ?? 0,
    itemOf: fileOf,
    keyOf: pathOf,
    label: labelOf,
    refusal: (file) => pickRefusal(file, namer),
    allRefusal: togetherRefusal(category),
    ask: async (offset, limit) => (await coreClient.clean.files({ ...input, offset, limit })).files,
  });

  const sizes = [...checked.items.values()].reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  const bytes = checked.isAll ? (total?.bytes ?? 0) - sizes : sizes;
  const named = [...checked.items.keys()];
  const selection: CleanSelection =
    category === 'foreign'
      ? { kind: 'foreign', paths: named }
      : {
          kind: 'orphans',
          ...(scope.dataset === undefined ? {} : { dataset: scope.dataset }),
          ...(checked.isAll
            ? { ...(text === '' ? {} : { text }), ...(named.length === 0 ? {} : { except: named }) }
            : { only: named }),
        };
  const isMovable = category === 'orphans' || category === 'foreign';
  const refusal =
    readOnlyRefusal(info.readOnly) ??
    (!isMovable ? 'These files can’t be moved' : count === 0 ? 'Nothing is selected' : null);
  return (
    <>
      {total !== undefined && total.files === 0 ? (
        <EmptyList
          category={category}
          isKnown={isKnown || category !== 'orphans'}
          undecided={category === 'orphans' ? undecided : 0}
          recent={category === 'orphans' ? recent : 0}
        />
      ) : (
        <Grid
          name="clean-files"
          label={emptyText(category, info.words).title.replace(/^No (\w)/, (_, first: string) =>
            first.toUpperCase(),
          )}
          columns={columns}
          count={total?.files ?? 0}
          rowAt={pages.rowAt}
          onShown={pages.onShown}
          sorting={sorting}
          onSort={(column) => go({ own: { sort: writeSorting(nextSorting(sorting, column)) } }, 'replace')}
          checks={checks}
          isCurrent={({ path }) => place.selection?.kind === 'file' && place.selection.path === path}
          onOpen={({ path }) => go({ selection: { kind: 'file', path } })}
          onFollow={({ path }) => follow({ kind: 'file', path })}
          copyText={({ path }) => absolutePath(info.root, path)}
          findText={({ path }) => baseName(path)}
          keys={{ Delete: () => (refusal === null ? ask(selection) : undefined) }}
        />
      )}
      <div className="view-foot" role="group" aria-label="Selection">
        <span className="trunc" role="status">
          {count === 0 ? (
            <span className="dim">Nothing selected</span>
          ) : (
            <>
              <b>{plural(count, 'file')} selected</b>, {formatBytes(bytes)}
            </>
          )}
        </span>
        <span className="grow" />
        <Button
          quiet
          text="Export list…"
          refusal={total === undefined || total.files === 0 ? 'There is nothing to export' : null}
          onClick={() => followCall(exportFiles(coreClient, input, category))}
        />
        <Button
          primary
          text="Review plan…"
          icon={<TrashIcon size={14} />}
          refusal={refusal}
          onClick={() => ask(selection)}
        />
      </div>
    </>
  );
}
