import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { ArtifactRecord } from '../../../shared/api/records/records.ts';
import { ChainLine } from '../../kit/chain-line/chain-line.tsx';
import { chainParts, chainText } from '../../kit/chain-line/chain-text.ts';
import type { Column } from '../../kit/grid/column.ts';
import { FoundRecordState, RowFindings } from '../../flows/findings/row-findings.tsx';
import { MixedLayout } from '../../flows/findings/mixed-layout.tsx';
import { layoutText } from '../../kit/layout-mark.tsx';
import { TypeMark } from '../../kit/type-mark.tsx';
import { datasetPrefix } from '../../text/dataset-name.ts';
import { fieldText } from '../../text/field-text.ts';
import { pipelineText } from '../../text/pipeline-text.ts';
import { recordClass } from '../../text/record-class.ts';
import { localStamp, utcStamp } from '../../text/stamp.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';
import { parameterId, parameterOf, parameterText } from './parameter-columns.ts';
import { COLUMN_SORTS } from './sorting.ts';
import type { ArtifactRow } from './use-artifact-rows.ts';

/** A column of the table, with what the column chooser calls it. */
export interface ArtifactColumn extends Column<ArtifactRow> {
  readonly name: string;
  /** Whether it is shown before anybody chose. */
  readonly isUsual: boolean;
}

/** Pixels that the state of a record takes before its chain, where it is not as it should be. */
const STATE_ROOM = 76;

type Look = Partial<Omit<ArtifactColumn, 'id' | 'name' | 'canSort'>>;

function column(id: string, name: string, cell: ArtifactColumn['cell'], look: Look): ArtifactColumn {
  return {
    id,
    name,
    head: name,
    width: '90px',
    isUsual: false,
    canSort: Object.hasOwn(COLUMN_SORTS, id),
    cell,
    ...look,
  };
}

/** A column that shows a field as it is written. */
function field(id: string, name: string, of: string, look: Look = {}): ArtifactColumn {
  const text = ({ record }: ArtifactRow): string => fieldText(record, of);
  return column(id, name, text, { title: text, ...look });
}

/** The fold of a record as the table shows it. */
export function foldText(fold: unknown): string {
  return typeof fold === 'number' ? String(fold) : 'all';
}

/** `final` of a model that was fitted again on all data, as a database names that fold; else as {@link foldText}. */
function foldOf({ fold_id, fold_names }: ArtifactRecord): string {
  return fold_names?.some((name) => name.endsWith('final')) === true ? 'final' : foldText(fold_id);
}

function Fold({ fold }: { readonly fold: string }): ReactElement {
  return fold === 'all' ? <span className="dim">all</span> : <>{fold}</>;
}

function exclusiveText({ record, isUseKnown }: ArtifactRow): string {
  return isUseKnown ? formatBytes(record.exclusive_bytes) : UNKNOWN;
}

/** All columns, in their order. */
export const ARTIFACT_COLUMNS: readonly ArtifactColumn[] = [
  column('type', 'Type', ({ record }) => <TypeMark type={fieldText(record, 'artifact_type')} />, {
    head: '',
    label: 'Type',
    width: '12px',
    isUsual: true,
  }),
  column('class', 'Class', ({ record }) => recordClass(record), {
    width: 'minmax(112px, 0.7fr)',
    title: ({ record }) => recordClass(record),
  }),
  column(
    'chain',
    'Chain',
    ({ record, way }, _index, width) => {
      const isFine = record.file_status === 'present';
      return (
        <span className="chain-name">
          {/* What is as it should be is silent, and takes no room. */}
          {!isFine && <FoundRecordState record={record} isBeside />}
          {way.length === 0 ? (
            <span>{recordClass(record)}</span>
          ) : (
            <ChainLine groups={way} room={isFine ? width : width - STATE_ROOM} />
          )}
          <RowFindings places={[fieldText(record, 'artifact_id'), record.file]} />
        </span>
      );
    },
    {
      width: 'minmax(170px, 2.6fr)',
      isUsual: true,
      quick: ({ record, way }) => (way.length === 0 ? recordClass(record) : chainText(chainParts(way))),
      title: ({ record, way }) => record.file_note ?? (way.length === 0 ? recordClass(record) : ''),
    },
  ),
  column('fold', 'Fold', ({ record }) => <Fold fold={foldOf(record)} />, {
    width: '40px',
    isRight: true,
    isUsual: true,
    quick: ({ record }) => foldOf(record),
  }),
  column(
    'pipeline',
    'Pipeline',
    ({ record }) => (
      <span className="trunc">
        <MixedLayout layout={record.layout} />{' '}
        {record.dataset !== null && <span className="dim">{datasetPrefix(record.dataset)}</span>}
        {pipelineText(record)}
      </span>
    ),
    {
      width: 'minmax(150px, 1.2fr)',
      isUsual: true,
      quick: ({ record }) => `${datasetPrefix(record.dataset)}${pipelineText(record)}`,
      title: ({ record }) => escapeForTerminal(record.manifest),
    },
  ),
  column('layout', 'Kept in', ({ record }) => layoutText(record.layout), {
    width: '58px',
    title: ({ record }) => layoutText(record.layout),
  }),
  column(
    'size',
    'Size',
    ({ record }) =>
      record.stored_bytes === null ? <span className="dim">–</span> : formatBytes(record.stored_bytes),
    {
      width: '66px',
      isRight: true,
      isUsual: true,
      quick: ({ record }) => (record.stored_bytes === null ? '–' : formatBytes(record.stored_bytes)),
      title: ({ record }) =>
        record.stored_bytes === null ? 'The file is not there' : exactBytes(record.stored_bytes),
    },
  ),
  column(
    'used',
    'Used by',
    ({ record }) => <span className={record.used_by > 1 ? '' : 'dim'}>{formatCount(record.used_by)}</span>,
    {
      width: '58px',
      min: 700,
      isRight: true,
      isUsual: true,
      quick: ({ record }) => formatCount(record.used_by),
      title: ({ record }) => `Records that name this file: ${formatCount(record.used_by)}`,
    },
  ),
  column('state', 'State', ({ record }) => <FoundRecordState record={record} isBeside={false} />, {
    width: '108px',
    quick: ({ record }) => (record.file_status === 'present' ? '' : record.file_status),
    title: ({ record }) => record.file_note ?? '',
  }),
  column('created', 'Created', ({ record }) => localStamp(fieldText(record, 'created_at')), {
    width: '122px',
    min: 900,
    isUsual: true,
    title: ({ record }) => utcStamp(fieldText(record, 'created_at')),
  }),
  field('id', 'Artifact id', 'artifact_id', { width: '220px' }),
  field('hash', 'Hash', 'content_hash', { width: '160px' }),
  field('dataset', 'Dataset', 'dataset', { width: '110px' }),
  field('run', 'Run', 'run', { width: '140px' }),
  field('step', 'Step', 'step_index', { width: '46px', isRight: true }),
  column(
    'branch',
    'Branch',
    ({ record }) => {
      const branch = record['branch_path'];
      return Array.isArray(branch) ? branch.join('.') : fieldText(record, 'branch_path');
    },
    { width: '60px' },
  ),
  field('source', 'Source', 'source_index', { width: '56px', isRight: true }),
  field('format', 'Format', 'format', { width: '80px' }),
  field('version', 'Format version', 'format_version', { width: '120px' }),
  field('custom', 'Custom name', 'custom_name', { width: '130px' }),
  column('exclusive', 'Exclusive', exclusiveText, {
    width: '70px',
    isRight: true,
    title: ({ record, isUseKnown }) =>
      isUseKnown ? `${exactBytes(record.exclusive_bytes)} that nothing else uses` : NOT_KNOWN,
  }),
  field('path', 'File', 'path', { width: '260px' }),
];

function parameterColumn(name: string): ArtifactColumn {
  const text = (row: ArtifactRow): string => parameterText(row, name);
  return column(parameterId(name), name, text, { title: text, width: '96px', isRight: true });
}

/** Columns in their order: those of parameters, as they were chosen, right behind the chain. */
function inOrder(ids: readonly string[]): readonly ArtifactColumn[] {
  const parameters = [...new Set(ids)].flatMap((id) => parameterOf(id) ?? []).map(parameterColumn);
  const others = ARTIFACT_COLUMNS.filter(({ id }) => ids.includes(id));
  const chain = others.findIndex(({ id }) => id === 'chain') + 1;
  return [...others.slice(0, chain), ...parameters, ...others.slice(chain)];
}

/** Reads which columns are shown; null and nothing known stands for the usual ones. */
export function readColumns(text: string | undefined): readonly ArtifactColumn[] {
  const ids = text?.split(',') ?? [];
  const chosen = inOrder(ids);
  return chosen.length === 0 ? ARTIFACT_COLUMNS.filter(({ isUsual }) => isUsual) : chosen;
}

/** What the address says of the columns that are shown; null for the usual ones. */
export function writeColumns(ids: readonly string[]): string | null {
  const ordered = inOrder(ids).map(({ id }) => id);
  const usual = ARTIFACT_COLUMNS.filter(({ isUsual }) => isUsual).map(({ id }) => id);
  return ordered.join() === usual.join() || ordered.length === 0 ? null : ordered.join(',');
}
