import { TrashIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { SpareFolder } from '../../../shared/api/deletion/clean-lists.ts';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { Button } from '../../kit/button.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { ageColumn, sizeColumn } from '../../kit/grid/disk-columns.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { questionsInParts, usePages } from '../../kit/grid/use-pages.ts';
import { usePicks } from '../../kit/grid/use-picks.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { absolutePath } from '../../text/absolute-path.ts';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { EmptyList } from './empty-list.tsx';

const PAGE = 200;

const YOUNG = 'younger than the grace period, or beside a run that may be going on';

const folderOf = (folder: SpareFolder): SpareFolder => folder;
const pathOf = ({ path }: SpareFolder): string => path;
const labelOf = ({ path }: SpareFolder): string => `Select ${escapeForTerminal(path)}`;
const refusalOf = ({ young }: SpareFolder): string | null => (young ? `It is ${YOUNG}` : null);

function columns(reason: string): readonly Column<SpareFolder>[] {
  return [
    {
      id: 'folder',
      head: 'Folder',
      width: 'minmax(220px, 1.8fr)',
      cell: ({ path }) => <span className="mono trunc">{escapeForTerminal(path)}</span>,
      title: ({ path }) => escapeForTerminal(path),
    },
    { id: 'files', head: 'Files', width: '60px', isRight: true, cell: ({ files }) => formatCount(files) },
    sizeColumn('66px'),
    ageColumn('52px'),
    {
      id: 'reason',
      head: 'Reason',
      width: 'minmax(190px, 1.5fr)',
      cell: ({ young }) => <StateMark state={young ? 'recent' : 'orphan'} text={young ? YOUNG : reason} />,
      title: ({ young }) => (young ? YOUNG : reason),
    },
  ];
}

/** Folders of results that no run names; each goes whole. Nothing is picked until the user does. */
export function ResultList({ isKnown }: { readonly isKnown: boolean }): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { info } = useWorkspace();
  const { ask, turn } = useCleaning();
  const input = { workspace: scope.workspace };
  const total = useQuery(
    coreQueries.clean.results.queryOptions({
      input: { ...input, limit: 1 },
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  ).data?.total;
  const pages = usePages<SpareFolder>({
    size: PAGE,
    isReady,
    listKey: JSON.stringify(input),
    question: questionsInParts({
      size: PAGE,
      input,
      keyOf: (asked) => coreQueries.clean.results.queryKey({ input: asked }),
      rowsOf: async (asked, signal) => (await coreClient.clean.results(asked, { signal })).folders,
    }),
  });
  const { checked, count, checks } = usePicks<SpareFolder, SpareFolder>({
    listKey: JSON.stringify([input, turn]),
    orderKey: JSON.stringify(input),
    total: total ?? 0,
    itemOf: folderOf,
    keyOf: pathOf,
    label: labelOf,
    refusal: refusalOf,
    ask: async (offset, limit) => (await coreClient.clean.results({ ...input, offset, limit })).folders,
  });
  const shown = useMemo(() => columns(info.words.spare?.reason ?? ''), [info.words]);
  const named = [...checked.items.keys()];
  const selection: CleanSelection = {
    kind: 'results',
    ...(checked.isAll ? (named.length === 0 ? {} : { except: named }) : { only: named }),
  };
  const refusal = readOnlyRefusal(info.readOnly) ?? (count === 0 ? 'Nothing is selected' : null);
  if (!isKnown || total === 0) return <EmptyList category="results" isKnown={isKnown} />;
  return (
    <>
      <Grid
        name="clean-results"
        label={info.words.spare?.title ?? ''}
        columns={shown}
        count={total ?? 0}
        rowAt={pages.rowAt}
        onShown={pages.onShown}
        checks={checks}
        onOpen={() => undefined}
        copyText={({ path }) => absolutePath(info.root, path)}
        findText={pathOf}
        keys={{ Delete: () => (refusal === null ? ask(selection) : undefined) }}
      />
      <div className="view-foot" role="group" aria-label="Selection">
        <span className="trunc" role="status">
          {count === 0 ? (
            <span className="dim">Nothing selected</span>
          ) : (
            <b>{plural(count, 'folder')} selected</b>
          )}
        </span>
        <span className="grow" />
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
