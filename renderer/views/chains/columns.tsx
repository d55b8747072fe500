import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { Sums } from '../../../shared/api/numbers.ts';
import { RowFindings } from '../../flows/findings/row-findings.tsx';
import { MixedLayout } from '../../flows/findings/mixed-layout.tsx';
import { BytesBar } from '../../kit/bytes-bar.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { MissingMark } from '../../kit/missing-mark.tsx';
import { RecordStateMark, stateLabel, StateMark } from '../../kit/state-mark.tsx';
import { TypeMark } from '../../kit/type-mark.tsx';
import { PipelineState } from '../../kit/pipelines/pipeline-state.tsx';
import { missingText } from '../../text/missing-text.ts';
import { plural } from '../../text/plural.ts';
import { localStamp, utcStamp } from '../../text/stamp.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';
import type { ChainRow } from './chain-row.ts';

/** Rows whose names stand in one line with those of records, which have a mark. */
const MARKED: ReadonlySet<ChainRow['kind']> = new Set(['operator', 'inputs', 'fold']);

function Mark({ row }: { readonly row: ChainRow }): ReactElement | null {
  if (row.mark !== null) return <TypeMark type={row.mark} />;
  return MARKED.has(row.kind) ? <i className="no-mark" /> : null;
}

function Name({ row }: { readonly row: ChainRow }): ReactElement {
  if (row.kind === 'waiting') return <span className="dim">…</span>;
  if (row.kind === 'problem') return <StateMark state="unreadable" text={row.name} />;
  if (row.kind === 'more') return <span className="link">{row.name}</span>;
  const isStrong = row.kind === 'dataset';
  const isFaint = row.isInferred || row.kind === 'inputs';
  return (
    <span className={isFaint ? 'chain-name faint' : 'chain-name'}>
      <Mark row={row} />
      {row.step !== null && <span className="step">s{row.step}</span>}
      {isStrong ? <b className="trunc">{row.name}</b> : <span className="trunc name">{row.name}</span>}
      {row.qualifier !== '' && <span className="qualifier trunc">{row.qualifier}</span>}
      {row.layout !== null && <MixedLayout layout={row.layout} />}
      {row.state !== null && <PipelineState state={row.state} />}
      <RowFindings places={placesOf(row)} />
    </span>
  );
}

/** Where findings about a row are told of. */
function placesOf({ kind, name: run, selection }: ChainRow): readonly (string | null)[] {
  if (kind === 'run') return [run];
  return kind === 'pipeline' && selection?.kind === 'pipeline' ? [selection.manifest] : [];
}

function nameTitle(row: ChainRow): string {
  const whole = row.qualifier === '' ? row.name : `${row.name} ${row.qualifier}`;
  if (row.isInferred) return `${whole} (concluded, not written)`;
  return row.kind === 'operator' && row.sums === null ? `${whole} (no artifact of its own)` : whole;
}

function State({ row }: { readonly row: ChainRow }): ReactElement | null {
  const { recordState, sums } = row;
  if (recordState !== null) return <RecordStateMark state={recordState} />;
  if (sums === null) return null;
  return sums.missing > 0 ? <MissingMark {...sums} /> : <span className="sr">ok</span>;
}

function stateText({ recordState, sums }: ChainRow): string {
  if (recordState !== null) return recordState === 'present' ? '' : stateLabel(recordState);
  return sums === null ? '' : missingText(sums);
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
  value: (sums: Sums) => number | null,
  what: string,
): Column<ChainRow> {
  return {
    id,
    head,
    width: '68px',
    isRight: true,
    cell: ({ sums }) => {
      if (sums === null) return '';
      const bytes = value(sums);
      return bytes === null ? <span className="dim">–</span> : formatBytes(bytes);
    },
    quick: ({ sums }) => {
      const bytes = sums === null ? null : value(sums);
      return bytes === null ? '' : formatBytes(bytes);
    },
    title: ({ sums }) => {
      if (sums === null) return '';
      const bytes = value(sums);
      if (bytes === null)
        return sums.missing > 0
          ? sums.missing === sums.unwritten
            ? 'The file was never written'
            : 'The file is not there'
          : 'Not among the stored files';
      return `${exactBytes(bytes)} ${what}`;
    },
  };
}

/** Null where there are records, and none of them has a stored file. */
function storedBytes({ records: own, files, size_bytes }: Sums): number | null {
  return files === 0 && own > 0 ? null : size_bytes;
}

const name = (head: string): Column<ChainRow> => ({
  id: 'name',
  head,
  width: 'minmax(140px, 1fr)',
  isTree: true,
  cell: (row) => <Name row={row} />,
  quick: ({ name: text, qualifier }) => (qualifier === '' ? text : `${text} ${qualifier}`),
  title: nameTitle,
});

const state: Column<ChainRow> = {
  id: 'state',
  head: 'State',
  width: '128px',
  cell: (row) => <State row={row} />,
  quick: stateText,
};

const records = {
  ...number('records', 'Records', '58px', ({ sums }) => sums?.records ?? null),
  min: 600,
  // Of a database, other than in the overview, where a row counts once.
  title: ({ sums }: ChainRow) =>
    sums === null ? '' : `${plural(sums.records, 'record')}; one that several pipelines use counts for each`,
};
const stored = size('size', 'In use', storedBytes, 'in the files that its records use, each counted once');

/** The same column with a sign in place of what is not known. */
function whereKnown(column: Column<ChainRow>): Column<ChainRow> {
  const isUnknown = ({ sums, isUseKnown }: ChainRow): boolean => sums !== null && !isUseKnown;
  const { cell, quick, title } = column;
  return {
    ...column,
    cell: (row, ...rest) => (isUnknown(row) ? UNKNOWN : cell(row, ...rest)),
    ...(quick === undefined ? {} : { quick: (row: ChainRow) => (isUnknown(row) ? UNKNOWN : quick(row)) }),
    ...(title === undefined ? {} : { title: (row: ChainRow) => (isUnknown(row) ? NOT_KNOWN : title(row)) }),
  };
}

const exclusive = whereKnown(
  size('exclusive', 'Exclusive', ({ exclusive_bytes }) => exclusive_bytes, 'that nothing else uses'),
);

const bar: Column<ChainRow> = {
  id: 'bar',
  head: '',
  label: 'Exclusive and shared bytes',
  width: '72px',
  min: 720,
  quick: () => '',
  cell: ({ sums, max, isUseKnown }) =>
    sums === null || !isUseKnown ? null : (
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
    min: 700,
  },
  stored,
  bar,
  exclusive,
  created,
];

/** The columns of the tree by operator. */
export const OPERATOR_COLUMNS: readonly Column<ChainRow>[] = [
  name('Operator'),
  state,
  {
    ...number('pipelines', 'Pipelines', '64px', ({ kind, count }) => (kind === 'pipeline' ? null : count)),
    min: 520,
    canSort: true,
  },
  records,
  { ...number('files', 'Files', '52px', ({ sums }) => sums?.files ?? null), min: 860 },
  { ...stored, canSort: true },
  bar,
  exclusive,
];
