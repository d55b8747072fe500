import { useCallback, useMemo, type ReactElement } from 'react';
import { keptStates } from '../../kit/kept-state.ts';
import type { Tree } from '../../kit/grid/column.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { withoutIsolation } from '../../text/isolated.ts';
import { useFollowSelection } from '../../state/route/use-follow-selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { sizeColumns } from './size-columns.tsx';
import { sizeName, sizePath } from './size-name.ts';
import {
  firstOpen,
  nextSizeSorting,
  readSizeSorting,
  sizeRows,
  withOpen,
  type SizeRow,
} from './size-rows.ts';
import { below, type SizeTree } from './size-tree.ts';

const opens = keptStates<ReadonlySet<string>>();

/** The sizes as a tree table: the rows are the areas of the map beside it. */
export function SizeTable({
  of,
  tree,
  isCurrent,
  onOpen,
  onBack,
}: {
  /** What is divided, and how: another one has other rows open. */
  readonly of: string;
  readonly tree: SizeTree;
  readonly isCurrent: (row: SizeRow) => boolean;
  /** A click on a row, or Enter. */
  readonly onOpen: (id: string) => void;
  /** Backspace. */
  readonly onBack: () => void;
}): ReactElement {
  const { place, go } = usePlace();
  const follow = useFollowSelection();
  // What is open at first stays so, also when something else grows larger.
  const [open, setOpen] = opens.useKept(of, () => firstOpen(tree));
  const sorting = readSizeSorting(place.own['sort']);
  const { column, descending } = sorting;
  const rows = useMemo(() => sizeRows(tree, open, { column, descending }), [tree, open, column, descending]);
  const largest = below(tree, null).reduce((most, { bytes }) => Math.max(most, bytes), 0);
  const columns = useMemo(() => sizeColumns(largest), [largest]);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const asTree = useMemo<Tree<SizeRow>>(
    () => ({
      level: ({ level }) => level,
      isOpen: (row) => row.isOpen,
      setOpen: ({ node: { id } }, isOpen, isDeep) =>
        setOpen((now) => withOpen(tree, now, { id, isOpen, isDeep })),
    }),
    [tree, setOpen],
  );
  return (
    <Grid
      name="sizes"
      label="Sizes"
      columns={columns}
      count={rows.length}
      rowAt={rowAt}
      tree={asTree}
      sorting={sorting}
      onSort={(chosen) => go({ own: { sort: nextSizeSorting(sorting, chosen) } }, 'replace')}
      isCurrent={isCurrent}
      onOpen={({ node }) => onOpen(node.id)}
      onFollow={({ node: { manifest } }) => follow(manifest === null ? null : { kind: 'pipeline', manifest })}
      copyText={({ node }) => withoutIsolation(sizePath(tree, node.id))}
      findText={({ node }) => sizeName(node)}
      keys={{ Backspace: onBack }}
    />
  );
}
