import type { FailedPipeline } from '../../../shared/api/deletion/clean-lists.ts';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { BytesBar } from '../../kit/bytes-bar.tsx';
import type { Column } from '../../kit/grid/column.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { PipelineState } from '../../kit/pipelines/pipeline-state.tsx';
import { datasetPrefix } from '../../text/dataset-name.ts';
import { localStamp, utcStamp } from '../../text/stamp.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';

/** A pipeline that can be picked; where it failed, with the step that it ended at. */
export type PipelineRow = Pipeline & Partial<Pick<FailedPipeline, 'last_step'>>;

/**
 * The columns of pipelines to clean up.
 *
 * @param max the most bytes that one of them uses, for the bars
 * @param isKnown whether it is known what only they use
 */
export function pipelineColumns(
  max: number,
  isFailed: boolean,
  isKnown: boolean,
): readonly Column<PipelineRow>[] {
  return [
    {
      id: 'pipeline',
      head: 'Pipeline',
      width: 'minmax(150px, 1.8fr)',
      canSort: true,
      cell: (row) => (
        <span className="trunc">
          {row.dataset !== null && <span className="dim">{datasetPrefix(row.dataset)}</span>}
          {pipelineName(row)}
        </span>
      ),
      quick: (row) => `${datasetPrefix(row.dataset)}${pipelineName(row)}`,
      title: ({ manifest }) => escapeForTerminal(manifest),
    },
    {
      id: 'run',
      head: 'Run',
      width: 'minmax(80px, 0.8fr)',
      canSort: true,
      min: 600,
      cell: ({ run }) => <span className="dim">{escapeForTerminal(run)}</span>,
    },
    {
      id: 'records',
      head: 'Records',
      width: '58px',
      isRight: true,
      canSort: true,
      min: 720,
      cell: ({ records, state }) => (state === 'unreadable' ? UNKNOWN : formatCount(records)),
    },
    {
      id: 'frees',
      head: 'Frees',
      width: '66px',
      isRight: true,
      canSort: true,
      cell: ({ exclusive_bytes }) => (isKnown ? <b>{formatBytes(exclusive_bytes)}</b> : UNKNOWN),
      title: ({ exclusive_bytes }) =>
        isKnown ? `${exactBytes(exclusive_bytes)} that nothing else uses` : NOT_KNOWN,
    },
    {
      id: 'bar',
      head: '',
      label: 'Exclusive and shared bytes',
      width: '70px',
      min: 860,
      quick: () => '',
      cell: ({ exclusive_bytes, stored_bytes }) =>
        isKnown ? (
          <BytesBar exclusive={exclusive_bytes} shared={stored_bytes - exclusive_bytes} max={max} />
        ) : null,
    },
    {
      id: 'stays',
      head: 'Stays',
      width: '66px',
      isRight: true,
      cell: ({ stored_bytes, exclusive_bytes }) => (
        <span className="dim">{isKnown ? formatBytes(stored_bytes - exclusive_bytes) : UNKNOWN}</span>
      ),
      title: ({ stored_bytes, exclusive_bytes }) =>
        isKnown ? `${exactBytes(stored_bytes - exclusive_bytes)} that something else uses too` : NOT_KNOWN,
    },
    {
      id: 'created',
      head: 'Created',
      width: '116px',
      canSort: true,
      min: 960,
      cell: ({ created_at }) => escapeForTerminal(localStamp(created_at ?? '')),
      title: ({ created_at }) => escapeForTerminal(utcStamp(created_at ?? '')),
    },
    {
      id: 'note',
      head: isFailed ? 'Reason' : 'Note',
      width: isFailed ? 'minmax(190px, 1.2fr)' : '96px',
      cell: (row) =>
        isFailed ? (
          <StateMark state="failed" text={failedText(row.last_step ?? null)} />
        ) : (
          <PipelineState state={row.state} />
        ),
    },
  ];
}

function failedText(lastStep: number | null): string {
  return lastStep === null ? 'no execution trace' : `ends at step ${lastStep}, no execution trace`;
}
