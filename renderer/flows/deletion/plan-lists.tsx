import { useMemo, useState, type ReactElement } from 'react';
import type { PlanHead, PlanPage } from '../../../shared/api/deletion/clean-plan.ts';
import { entryText, stayText } from '../../../shared/text/clean-words.ts';
import type { Namer } from '../../../shared/domain/namer.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { Column } from '../../kit/grid/column.ts';
import { ageColumn, sizeColumn } from '../../kit/grid/disk-columns.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { usePages } from '../../kit/grid/use-pages.ts';
import { PathText } from '../../kit/path-text.tsx';
import { StateMark } from '../../kit/state-mark.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

type Tab = PlanPage['tab'];
type RowOf<Name extends Tab> = Extract<PlanPage, { readonly tab: Name }>['rows'][number];

const PAGE = 200;

const path = <Row extends { readonly path: string }>(): Column<Row> => ({
  id: 'path',
  head: 'File',
  width: 'minmax(200px, 1fr)',
  cell: (row) => <PathText path={row.path} />,
  quick: (row) => escapeForTerminal(row.path),
  title: (row) => escapeForTerminal(row.path),
});

const moves = (namer: Namer): readonly Column<RowOf<'moves'>>[] => [
  path(),
  sizeColumn('66px'),
  ageColumn('52px'),
  {
    id: 'reason',
    head: 'Reason',
    width: '210px',
    cell: ({ reason }) =>
      reason === 'orphan' || reason === 'foreign' ? (
        <StateMark state={reason} text={entryText(reason, namer)} />
      ) : (
        entryText(reason, namer)
      ),
    quick: ({ reason }) => entryText(reason, namer),
  },
];

const STAYS: readonly Column<RowOf<'stays'>>[] = [
  path(),
  sizeColumn('66px'),
  { id: 'reason', head: 'Reason', width: '260px', cell: ({ reason }) => stayText(reason) },
];

const BREAKS: readonly Column<RowOf<'breaks'>>[] = [
  {
    id: 'artifact',
    head: 'Artifact',
    width: 'minmax(180px, 1fr)',
    cell: ({ artifact_id, manifest, position }) => (
      <span className="mono trunc">{escapeForTerminal(artifact_id ?? `${manifest} #${position}`)}</span>
    ),
    title: ({ manifest }) => escapeForTerminal(manifest),
  },
  {
    id: 'needs',
    head: 'Would miss',
    width: 'minmax(180px, 1fr)',
    cell: ({ needs }) => <span className="mono trunc">{escapeForTerminal(needs)}</span>,
    title: ({ needs }) => escapeForTerminal(needs),
  },
];

/** What moves, what stays and what breaks, each as a list of all of it. */
export function PlanLists({ plan }: { readonly plan: PlanHead }): ReactElement | null {
  const [shown, setShown] = useState<string>('moves');
  const { namer } = useWorkspace().info.words;
  const columns = useMemo(() => moves(namer), [namer]);
  return (
    <Tabs
      label="Lists of the plan"
      shown={shown}
      onShow={setShown}
      tabs={[
        {
          id: 'moves',
          text: 'Moves',
          count: formatCount(plan.moves.files),
          content: () => (
            <List key="moves" plan={plan} tab="moves" count={plan.moves.files} columns={columns} />
          ),
        },
        {
          id: 'stays',
          text: 'Stays',
          count: formatCount(plan.stays.files),
          content: () => (
            <List key="stays" plan={plan} tab="stays" count={plan.stays.files} columns={STAYS} />
          ),
        },
        {
          id: 'breaks',
          text: 'Breaks',
          count: formatCount(plan.breaks.artifacts),
          content: () => (
            <List key="breaks" plan={plan} tab="breaks" count={plan.breaks.artifacts} columns={BREAKS} />
          ),
        },
      ]}
    />
  );
}

function List<Name extends Tab>({
  plan,
  tab,
  count,
  columns,
}: {
  readonly plan: PlanHead;
  readonly tab: Name;
  readonly count: number;
  readonly columns: readonly Column<RowOf<Name>>[];
}): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { workspace } = usePlace();
  const pages = usePages<RowOf<Name>>({
    size: PAGE,
    isReady: count > 0,
    listKey: `${plan.id} ${tab}`,
    question: (page) => {
      const input = { workspace, plan: plan.id, tab, offset: page * PAGE, limit: PAGE };
      return {
        key: coreQueries.clean.planEntries.queryKey({ input }),
        ask: async (signal) => {
          const answer = await coreClient.clean.planEntries(input, { signal });
          return answer.tab === tab ? (answer.rows as readonly RowOf<Name>[]) : [];
        },
      };
    },
  });
  if (count === 0) return <p className="dim pad">{tab === 'breaks' ? 'Breaks nothing.' : 'None.'}</p>;
  return (
    <Grid
      name={`plan-${tab}`}
      label={tab === 'moves' ? 'Files that move' : tab === 'stays' ? 'Files that stay' : 'What breaks'}
      columns={columns}
      count={count}
      rowAt={pages.rowAt}
      onShown={pages.onShown}
    />
  );
}
