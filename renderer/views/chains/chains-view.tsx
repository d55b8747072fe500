import { CollapseAllIcon, ExpandAllIcon } from '@blueprintjs/icons';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { TextChips } from '../../kit/text-chips.tsx';
import { Choice } from '../../kit/choice.tsx';
import type { Column, Tree } from '../../kit/grid/column.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { writeSorting } from '../../kit/grid/sorting-text.ts';
import { NoMatch } from '../no-match.tsx';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { inGraph } from '../../state/route/show-in-graph.ts';
import { useFollowSelection } from '../../state/route/use-follow-selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { writeSelection } from '../../state/route/selection.ts';
import { NothingYet } from '../nothing-yet.tsx';
import { useKnownUse } from '../../state/workspace/use-known-use.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { ChainFoot } from './chain-foot.tsx';
import { withKnownUse, type ChainRow } from './chain-row.ts';
import { OPERATOR_COLUMNS, RUN_COLUMNS } from './columns.tsx';
import { useDragOut } from '../../flows/export/use-drag-out.ts';
import { deletable, exportedRow, type AskedDeletion } from './deletable.ts';
import { ReadingChains } from './reading-chains.tsx';
import { useCopiedRow } from './use-copied-row.ts';
import { nextOperatorSorting, readOperatorSorting } from './operator-order.ts';
import { useOperatorRows } from './use-operator-rows.ts';
import { useOperatorReveal } from './use-operator-reveal.ts';
import type { Reveal } from './use-reveal.ts';
import { useRunReveal } from './use-run-reveal.ts';
import { useRunRows } from './use-run-rows.ts';
import { useTreeState, type TreeState } from './use-tree-state.ts';

const WAYS = [
  { value: 'run', text: 'By run' },
  { value: 'operator', text: 'By operator' },
] as const;

/** The chains of operators as trees: of each run, or equal operators of all pipelines in one row. */
export function ChainsView(): ReactElement {
  const { place, workspace } = usePlace();
  // Both live here, so that what is open is still so when one comes back to the other.
  const byRun = useTreeState(`runs ${workspace}`);
  const byOperator = useTreeState(`operators ${workspace}`);
  return place.own['by'] === 'operator' ? <ByOperator tree={byOperator} /> : <ByRun tree={byRun} />;
}

function ByRun({ tree }: { readonly tree: TreeState }): ReactElement {
  const reveal = useRunReveal(tree);
  const rows = useRowsWithUse(useRunRows(tree));
  return <ChainTree tree={tree} rows={rows} columns={RUN_COLUMNS} reveal={reveal} />;
}

function ByOperator({ tree }: { readonly tree: TreeState }): ReactElement {
  const reveal = useOperatorReveal(tree);
  const rows = useRowsWithUse(useOperatorRows(tree));
  return <ChainTree tree={tree} rows={rows} columns={OPERATOR_COLUMNS} reveal={reveal} />;
}

/** The same rows, marked where it is not known what only they use. */
function useRowsWithUse(rows: readonly ChainRow[] | null): readonly ChainRow[] | null {
  const isUseKnown = useKnownUse();
  return useMemo(() => (rows === null ? null : withKnownUse(rows, isUseKnown)), [rows, isUseKnown]);
}

function ChainTree({
  tree,
  rows,
  columns,
  reveal,
}: {
  readonly tree: TreeState;
  /** Null while there are none. */
  readonly rows: readonly ChainRow[] | null;
  readonly columns: readonly Column<ChainRow>[];
  readonly reveal: Reveal;
}): ReactElement {
  const { place, go } = usePlace();
  const dragOut = useDragOut();
  const { isReady } = useWorkspace();
  const selected = place.selection === null ? null : writeSelection(place.selection);
  const by = place.own['by'] === 'operator' ? 'operator' : 'run';
  const toggle = (row: ChainRow): void => {
    if (row.isOpen !== null) tree.setOpen(row.key, !row.isOpen, false);
  };
  // Rows of several records have nothing to inspect, and still lead to their node in the graph, until something else is selected.
  const [pressed, setPressed] = useState<{ readonly key: string; readonly selected: string | null } | null>(
    null,
  );
  const press = (row: ChainRow): void => {
    setPressed({ key: row.key, selected });
    if (row.kind === 'more') tree.showMore(moreKey(row, by));
    else if (row.selection === null) toggle(row);
    else {
      reveal.known(row.selection);
      go({ selection: row.selection });
    }
  };
  const follow = useFollowSelection();
  const onFollow = ({ selection }: ChainRow): void => {
    if (follow(selection) && selection !== null) reveal.known(selection);
  };
  const grid: Tree<ChainRow> = {
    level: ({ level }) => level,
    isOpen: ({ isOpen }) => isOpen,
    setOpen: ({ key }, open, isDeep) => tree.setOpen(key, open, isDeep),
  };
  const sorting = readOperatorSorting(place.own['sort']);
  const sortBy = (column: string): void =>
    go({ own: { sort: writeSorting(nextOperatorSorting(sorting, column)) } }, 'replace');
  const top = rows?.filter(({ level }) => level === 1).map(({ key }) => key) ?? [];
  const text = place.text.trim();
  const isNarrowed = text !== '' || place.dataset !== null;
  const copied = useCopiedRow();
  const [asked, setAsked] = useState<AskedDeletion | null>(null);
  const isSelected = useCallback(
    ({ key, selection }: ChainRow): boolean =>
      key === reveal.key || (selection !== null && writeSelection(selection) === selected),
    [reveal.key, selected],
  );
  const current = useMemo(
    () => (selected === null ? null : (rows?.find((row) => isSelected(row)) ?? null)),
    [rows, selected, isSelected],
  );
  const opened =
    pressed?.selected === selected
      ? rows?.find(({ key, selection }) => key === pressed.key && selection === null)
      : undefined;
  return (
    <>
      <ViewHead
        title="Chains"
        choice={
          <Choice
            label="Arrangement"
            options={WAYS}
            value={by}
            onChoose={(value) => go({ own: { by: value === 'operator' ? value : null } })}
          />
        }
        note={by === 'operator' ? 'the same operator of all pipelines in one row' : null}
      >
        <span className="legend" aria-hidden>
          <i className="swatch" /> exclusive <i className="swatch hatch" /> shared
        </span>
        <IconButton
          label="Open all"
          icon={<ExpandAllIcon size={14} />}
          onClick={() => tree.openAll(top, true)}
        />
        <IconButton
          label="Close all"
          icon={<CollapseAllIcon size={14} />}
          onClick={() => tree.closeAll(top)}
        />
      </ViewHead>
      {text !== '' && (
        <div className="chips">
          <TextChips text={text} onText={(next) => go({ text: next })} />
        </div>
      )}
      {!isReady ? (
        <EmptyView title="Scanning">
          <p>Chains are shown once the first scan is complete.</p>
        </EmptyView>
      ) : rows === null ? (
        <ReadingChains key={by} by={by} />
      ) : rows.length > 0 ? (
        <Grid
          name={`chains-${by}`}
          label={by === 'run' ? 'Chains by run' : 'Chains by operator'}
          columns={columns}
          count={rows.length}
          rowAt={(index) => rows[index]}
          tree={grid}
          {...(by === 'operator' ? { sorting, onSort: sortBy } : {})}
          isCurrent={isSelected}
          onOpen={press}
          onFollow={onFollow}
          findText={({ name }) => name}
          copyText={copied}
          dragOut={(row) => dragOut(exportedRow(row))}
          keys={{
            Delete: (row) => setAsked(deletable(row)),
            g: ({ drawn }) => {
              if (drawn !== null) go(inGraph(drawn));
            },
          }}
          keyOf={({ key }) => key}
          reveal={
            reveal.key === null
              ? null
              : { key: reveal.key, index: rows.findIndex(({ key }) => key === reveal.key) }
          }
        />
      ) : isNarrowed ? (
        <NoMatch />
      ) : (
        <NothingYet title="No chains yet" />
      )}
      <ChainFoot row={opened ?? current} asked={asked} onAsk={setAsked} />
    </>
  );
}

/** Under what the pages of the siblings before a "Show more" are counted. */
function moreKey({ key }: ChainRow, by: 'run' | 'operator'): string {
  const above = key.slice(0, key.lastIndexOf('/'));
  if (by === 'run') return above;
  const last = above.split('/').at(-1) ?? '';
  return last.startsWith('o:') ? decodeURIComponent(last.slice(2)) : '';
}
