import type { ReactElement } from 'react';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { BytesBar } from '../../kit/bytes-bar.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { TypeMark } from '../../kit/type-mark.tsx';
import { sizeName } from './size-name.ts';
import type { SizeRow } from './size-rows.ts';

function NodeName({ row: { node } }: { readonly row: SizeRow }): ReactElement {
  switch (node.kind) {
    case 'dataset':
      return <b className="trunc">{sizeName(node)}</b>;
    case 'type':
      return (
        <span className="size-type trunc">
          <span aria-hidden>
            <TypeMark type={node.type} />
          </span>
          {sizeName(node)}
        </span>
      );
    case 'orphan':
    case 'undecided':
    case 'foreign':
    case 'recent':
    case 'shared':
      return <StateMark state={node.kind} text={sizeName(node)} />;
    case 'class':
    case 'pipeline':
    case 'copies':
    case 'other':
      return <span className="trunc">{sizeName(node)}</span>;
  }
}

/** What no record uses has no records and saves nothing, which is not the same as 0. */
function orDash(count: number, text: string): string {
  return count === 0 ? '–' : text;
}

/** The columns of the tree table; `largest` is the size in bytes that fills the bar. */
export function sizeColumns(largest: number): readonly Column<SizeRow>[] {
  return [
    {
      id: 'name',
      head: 'Name',
      width: 'minmax(110px, 1fr)',
      canSort: true,
      isTree: true,
      cell: (row) => <NodeName row={row} />,
      title: ({ node }) => sizeName(node),
    },
    {
      id: 'size',
      head: 'Size',
      width: '64px',
      isRight: true,
      canSort: true,
      cell: ({ node }) => formatBytes(node.bytes),
      title: ({ node }) => exactBytes(node.bytes),
    },
    {
      id: 'bar',
      head: '',
      label: 'Size as a bar',
      width: '44px',
      min: 430,
      cell: ({ node }) => <BytesBar exclusive={node.bytes} max={largest} tone="neutral" />,
    },
    {
      id: 'files',
      head: 'Files',
      width: '46px',
      isRight: true,
      canSort: true,
      cell: ({ node }) => orDash(node.files, formatCount(node.files)),
    },
    {
      id: 'records',
      head: 'Records',
      width: '66px',
      isRight: true,
      canSort: true,
      cell: ({ node }) => orDash(node.records, formatCount(node.records)),
    },
    {
      id: 'saved',
      head: 'Saved',
      width: '60px',
      isRight: true,
      canSort: true,
      cell: ({ node }) => (
        <span className="dim">{orDash(node.saved_bytes, formatBytes(node.saved_bytes))}</span>
      ),
      title: ({ node }) => exactBytes(node.saved_bytes),
    },
  ];
}
