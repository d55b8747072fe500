import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { BytesBar } from '../parts/bytes-bar.tsx';
import type { Column } from '../parts/grid/column.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { TypeMark } from '../parts/type-mark.tsx';
import { PipelineState } from '../pipelines/pipeline-state.tsx';
import { localStamp, utcStamp } from '../text/stamp.ts';
import type { ChainRow } from './chain-row.ts';

function Name({ row }: { readonly row: ChainRow }): ReactElement {
  if (row.kind === 'waiting') return <span className="dim">…</span>;
  if (row.kind === 'more') return <span className="link">{row.name}</span>;
  const isStrong = row.kind === 'dataset';
  const isFaint = row.isInferred || row.kind === 'inputs';
  return (
    <span className={isFaint ? 'chain-name faint' : 'chain-name'}>
      {row.mark !== null && <TypeMark type={row.mark} />}
      {row.step !== null && <span className="step">s{row.step}</span>}
      {isStrong ? <b className="trunc">{row.name}</b> : <span className="trunc name">{row.name}</span>}
      {row.qualifier !== '' && <span className="qualifier trunc">{row.qualifier}</span>}
    </span>
  );
}

function nameTitle(row: ChainRow): string {
  const inferred = row.isInferred ? ' (concluded, not written)' : '';
  return row.qualifier === '' ? `${row.name}${inferred}` : `${row.name} ${row.qualifier}${inferred}`;
}

function State({ row }: { readonly row: ChainRow }): ReactElement | null {
  const missing = row.sums?.missing ?? 0;
  if (row.state !== null && row.state !== 'complete') return <PipelineState state={row.state} />;
  if (missing > 0) return <StateMark state="missing" text={`${formatCount(missing)} missing`} />;
  return row.sums === null ? null : <span className="sr">ok</span>;
}

function number(
  id: string,
  head: string,
  width: string,
  value: (row: ChainRow) => number | null,
): Column<ChainRow> {
  return {
    id,
    head,
    width,
    isRight: true,
    cell: (row) => {
      const shown = value(row);
      return shown === null ? '' : formatCount(shown);
    },
  };
}

function size(
  id: string,
  head: string,
  value: (row: ChainRow) => number | null,
  what: string,
): Column<ChainRow> {
  return {
    id,
    head,
    width: '68px',
    isRight: true,
    cell: (row) => {
      const bytes = value(row);
      return bytes === null ? '' : formatBytes(bytes);
    },
    title: (row) => {
      const bytes = value(row);
      return bytes === null ? '' : `${exactBytes(bytes)} ${what}`;
    },
  };
}

const name = (head: string): Column<ChainRow> => ({
  id: 'name',
  head,
  width: 'minmax(240px, 1fr)',
  isTree: true,
  cell: (row) => <Name row={row} />,
  title: nameTitle,
});

const state: Column<ChainRow> = {
  id: 'state',
  head: 'State',
  width: '96px',
  cell: (row) => <State row={row} />,
};

const records = number('records', 'Records', '58px', ({ sums }) => sums?.records ?? null);
const stored = size('size', 'Size', ({ sums }) => sums?.size_bytes ?? null, 'in distinct files');
const exclusive = size(
  'exclusive',
  'Exclusive',
  ({ sums }) => sums?.exclusive_bytes ?? null,
  'that nothing else uses',
);

const bar: Column<ChainRow> = {
  id: 'bar',
  head: '',
  label: 'Exclusive and shared bytes',
  width: '72px',
  min: 620,
  cell: ({ sums, max }) =>
    sums === null ? null : (
      <BytesBar
        exclusive={sums.exclusive_bytes}
        shared={Math.max(0, sums.size_bytes - sums.exclusive_bytes)}
        max={max}
      />
    ),
};

const created: Column<ChainRow> = {
  id: 'created',
  head: 'Created',
  width: '116px',
  min: 860,
  cell: (row) => (row.created === null ? '' : escapeForTerminal(localStamp(row.created))),
  title: (row) => (row.created === null ? '' : escapeForTerminal(utcStamp(row.created))),
};

/** The columns of the tree by run. */
export const RUN_COLUMNS: readonly Column<ChainRow>[] = [
  name('Dataset › run › pipeline › operator › fold'),
  state,
  records,
  {
    ...number('folds', 'Folds', '44px', ({ kind, count }) => (kind === 'operator' ? count : null)),
    min: 640,
  },
  stored,
  bar,
  exclusive,
  created,
];

/** The columns of the tree by operator. */
export const OPERATOR_COLUMNS: readonly Column<ChainRow>[] = [
  name('Dataset › operator › … › pipeline'),
  state,
  number('pipelines', 'Pipelines', '64px', ({ kind, count }) => (kind === 'pipeline' ? null : count)),
  records,
  { ...number('files', 'Files', '52px', ({ sums }) => sums?.files ?? null), min: 700 },
  stored,
  bar,
  exclusive,
];
