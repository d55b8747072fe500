import type { FailedPipeline } from '../../../shared/api/deletion/clean-lists.ts';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { isOwnUseKnown, type knownUse } from '../../../shared/domain/known-use.ts';
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
 * @param isUseKnown whether it is known what only pipelines of a dataset use
 */
export function pipelineColumns(
  max: number,
  isFailed: boolean,
  isUseKnown: ReturnType<typeof knownUse>,
): readonly Column<PipelineRow>[] {
  const isKnown = (row: PipelineRow): boolean => isOwnUseKnown(row, isUseKnown);
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
      cell: (row) => (isKnown(row) ? <b>{formatBytes(row.exclusive_bytes)}</b> : UNKNOWN),
      title: (row) =>
        isKnown(row) ? `${exactBytes(row.exclusive_bytes)} that nothing else uses` : NOT_KNOWN,
    },
    {
      id: 'bar',
      head: '',
      label: 'Exclusive and shared bytes',
      width: '70px',
      min: 860,
      quick: () => '',
      cell: (row) =>
        isKnown(row) ? (
          <BytesBar
            exclusive={row.exclusive_bytes}
            shared={row.stored_bytes - row.exclusive_bytes}
            max={max}
          />
        ) : null,
    },
    {
      id: 'stays',
      head: 'Stays',
      width: '66px',
      isRight: true,
      cell: (row) => (
        <span className="dim">
          {isKnown(row) ? formatBytes(row.stored_bytes - row.exclusive_bytes) : UNKNOWN}
        </span>
      ),
      title: (row) =>
        isKnown(row)
          ? `${exactBytes(row.stored_bytes - row.exclusive_bytes)} that something else uses too`
          : NOT_KNOWN,
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
