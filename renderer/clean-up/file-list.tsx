import { TrashIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { UnusedFile, UnusedSort, UnusedState } from '../../shared/api/clean-lists.ts';
import type { CleanSelection } from '../../shared/api/clean-selection.ts';
import { formatAge } from '../../shared/text/duration.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes } from '../../shared/text/format-number.ts';
import { csvLine } from '../artifacts/csv.ts';
import { useCleaning } from '../cleaning/use-cleaning.ts';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../parts/button.tsx';
import { checkedAll, checkedCount, checkedShare, hasKey, MOST_NAMED, withKeys } from '../parts/checked.ts';
import type { Checks, Column, Sorting } from '../parts/grid/column.ts';
import { Grid } from '../parts/grid/grid.tsx';
import { usePages } from '../parts/grid/use-pages.ts';
import { useRange } from '../parts/grid/use-range.ts';
import { NoMatch } from '../parts/no-match.tsx';
import { saveFile } from '../parts/save-file.ts';
import { say } from '../parts/saying.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { TypeMark } from '../parts/type-mark.tsx';
import { EmptyView } from '../parts/view-head.tsx';
import { usePlace } from '../route/use-place.ts';
import { useScope } from '../shell/use-scope.ts';
import { plural } from '../text/plural.ts';
import { utcStamp } from '../text/stamp.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { emptyText, reasonText, typeOfName } from './categories.ts';

const PAGE = 200;
const EXPORT_PAGE = 1000;

const SORTS: Readonly<Record<string, UnusedSort>> = {
  file: 'path',
  dataset: 'dataset',
  size: 'size_bytes',
  age: 'mtime',
};

const COLUMNS: readonly Column<UnusedFile>[] = [
  {
    id: 'file',
    head: 'File',
    width: 'minmax(220px, 1.6fr)',
    canSort: true,
    cell: ({ path }) => (
      <span className="chain-name">
        <TypeMark type={typeOfName(path)} />
        <span className="mono trunc">{escapeForTerminal(path.slice(path.lastIndexOf('/') + 1))}</span>
      </span>
    ),
    title: ({ path }) => escapeForTerminal(path),
  },
  {
    id: 'dataset',
    head: 'Dataset',
    width: '90px',
    canSort: true,
    min: 560,
    cell: ({ dataset }) => escapeForTerminal(dataset ?? ''),
  },
  {
    id: 'size',
    head: 'Size',
    width: '66px',
    isRight: true,
    canSort: true,
    cell: ({ size_bytes }) => formatBytes(size_bytes),
    title: ({ size_bytes, links }) =>
      links > 1 ? `${exactBytes(size_bytes)}; it has other names on this disk` : exactBytes(size_bytes),
  },
  {
    id: 'age',
    head: 'Age',
    width: '52px',
    isRight: true,
    canSort: true,
    cell: ({ mtime }) => formatAge(Math.max(0, Date.now() - Date.parse(mtime))),
    title: ({ mtime }) => utcStamp(mtime),
  },
  {
    id: 'reason',
    head: 'Reason',
    width: 'minmax(140px, 1fr)',
    cell: ({ state, reason }) => <StateMark state={state} text={reasonText(reason)} />,
    title: ({ reason }) => reasonText(reason),
  },
];

/** Why a file can't be picked; null where it can. */
function refusalOf(file: UnusedFile): string | null {
  if (file.link) return 'It is a link or lies behind one: it is never moved';
  switch (file.state) {
    case 'orphan':
    case 'foreign':
      return null;
    case 'recent':
      return 'A running pipeline may still claim it';
    case 'undecided':
      return 'Something that can’t be read may name it';
  }
}

/** The files of one state, with what moving those that are picked would move. Nothing is picked until the user does. */
export function FileList({
  state,
  category,
}: {
  readonly state: UnusedState;
  readonly category: 'orphans' | 'recent' | 'undecided' | 'foreign';
}): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { place, go } = usePlace();
  const { info } = useWorkspace();
  const { ask, turn } = useCleaning();
  const [sorting, setSorting] = useState<Sorting>({ column: 'size', descending: true });
  const input = {
    ...scope,
    states: [state],
    ...(text === '' ? {} : { text }),
    sort: SORTS[sorting.column] ?? 'size_bytes',
    // An old file has an early time.
    descending: sorting.column === 'age' ? !sorting.descending : sorting.descending,
  };
  const listed = JSON.stringify([scope, state, text, turn]);
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
    listKey: JSON.stringify(input),
    question: (page) => {
      const asked = { ...input, offset: page * PAGE, limit: PAGE };
      return {
        key: [...coreQueries.clean.files.queryKey({ input: asked }), 'rows'],
        ask: async (signal) => (await coreClient.clean.files(asked, { signal })).files,
      };
    },
  });
  const [kept, setKept] = useState({ of: listed, checked: NOTHING });
  const checked = kept.of === listed ? kept.checked : NOTHING;
  const count = checkedCount(checked, total?.files ?? 0);
  const pick = useRange<UnusedFile>(
    async (offset, limit) => (await coreClient.clean.files({ ...input, offset, limit })).files,
    JSON.stringify(input),
  );
  const checks = useMemo<Checks<UnusedFile>>(() => {
    const set = (next: typeof NOTHING): void => setKept({ of: listed, checked: next });
    return {
      isChecked: (file) => refusalOf(file) === null && hasKey(checked, file.path),
      share: checkedShare(checked, total?.files ?? 0),
      label: ({ path }) => `Select ${escapeForTerminal(path)}`,
      refusal: (file) =>
        refusalOf(file) ?? (checked.items.size < MOST_NAMED ? null : 'More can’t be picked one by one'),
      toggle: (index, file, isRange) => {
        const on = isRange || !hasKey(checked, file.path);
        pick(index, file, isRange, (files) => {
          const some = files
            .filter((one) => refusalOf(one) === null)
            .map((one): [string, number] => [one.path, one.size_bytes]);
          set(withKeys(checked, some, on));
        });
      },
      toggleAll: () => {
        // Foreign files are chosen one by one; of the others none can be.
        if (state === 'orphan') set(checkedAll(checkedShare(checked, total?.files ?? 0) !== 'all'));
      },
    };
  }, [checked, total, listed, pick, state]);

  const sizes = [...checked.items.values()].reduce((sum, size) => sum + size, 0);
  const bytes = checked.isAll ? (total?.bytes ?? 0) - sizes : sizes;
  const named = [...checked.items.keys()];
  const selection: CleanSelection =
    state === 'foreign'
      ? { kind: 'foreign', paths: named }
      : {
          kind: 'orphans',
          ...(scope.dataset === undefined ? {} : { dataset: scope.dataset }),
          ...(checked.isAll
            ? { ...(text === '' ? {} : { text }), ...(named.length === 0 ? {} : { except: named }) }
            : { only: named }),
        };
  const refusal =
    info.readOnly !== null
      ? `This workspace is read-only: ${info.readOnly}`
      : count === 0
        ? state === 'orphan' || state === 'foreign'
          ? 'Nothing is selected'
          : 'These files can’t be moved'
        : null;
  const exportList = async (): Promise<void> => {
    const lines = [csvLine(['path', 'size_bytes', 'mtime', 'state', 'reason', 'dataset'])];
    for (let offset = 0; offset < (total?.files ?? 0); offset += EXPORT_PAGE) {
      const page = await coreClient.clean.files({ ...input, offset, limit: EXPORT_PAGE });
      lines.push(
        ...page.files.map((file) =>
          csvLine([file.path, file.size_bytes, file.mtime, file.state, file.reason, file.dataset]),
        ),
      );
    }
    saveFile(`${category}.csv`, 'text/csv', lines);
    say(`Saved ${plural(lines.length - 1, 'file')}`);
  };
  const empty = emptyText(category);
  return (
    <>
      {total !== undefined && total.files === 0 ? (
        text === '' ? (
          <EmptyView title={empty.title}>
            <p>{empty.text}</p>
          </EmptyView>
        ) : (
          <NoMatch />
        )
      ) : (
        <Grid
          name="clean-files"
          label={empty.title.replace(/^No (\w)/, (_, first: string) => first.toUpperCase())}
          columns={COLUMNS}
          count={total?.files ?? 0}
          rowAt={pages.rowAt}
          onShown={pages.onShown}
          sorting={sorting}
          onSort={(column) =>
            setSorting((now) => ({
              column,
              descending: now.column === column ? !now.descending : column === 'size' || column === 'age',
            }))
          }
          checks={checks}
          isCurrent={({ path }) => place.selection?.kind === 'file' && place.selection.path === path}
          onOpen={({ path }) => go({ selection: { kind: 'file', path } })}
          copyText={({ path }) => path}
          findText={({ path }) => path.slice(path.lastIndexOf('/') + 1)}
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
          onClick={() => void exportList()}
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

const NOTHING = checkedAll<number>(false);
