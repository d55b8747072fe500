import type { Pipeline } from '../../shared/api/pipelines.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';
import type { Column } from '../parts/grid/column.ts';
import { localStamp, utcStamp } from '../text/stamp.ts';
import { pipelineName } from './pipeline-name.ts';
import { PipelineState } from './pipeline-state.tsx';

/** The columns of the list of pipelines. */
export const pipelineColumns: readonly Column<Pipeline>[] = [
  {
    id: 'name',
    head: 'Pipeline',
    width: 'minmax(130px, 1.4fr)',
    cell: pipelineName,
    title: ({ manifest }) => escapeForTerminal(manifest),
  },
  {
    id: 'dataset',
    head: 'Dataset',
    width: 'minmax(70px, 0.8fr)',
    min: 560,
    cell: ({ dataset }) => escapeForTerminal(dataset ?? ''),
    title: ({ dataset }) => escapeForTerminal(dataset ?? ''),
  },
  {
    id: 'run',
    head: 'Run',
    width: 'minmax(70px, 0.8fr)',
    min: 660,
    cell: ({ run }) => escapeForTerminal(run),
    title: ({ run }) => escapeForTerminal(run),
  },
  { id: 'state', head: 'State', width: '88px', cell: ({ state }) => <PipelineState state={state} /> },
  {
    id: 'records',
    head: 'Records',
    width: '60px',
    isRight: true,
    cell: ({ records }) => formatCount(records),
  },
  {
    id: 'size',
    head: 'Size',
    width: '68px',
    isRight: true,
    cell: ({ stored_bytes }) => formatBytes(stored_bytes),
    title: ({ stored_bytes }) => exactBytes(stored_bytes),
  },
  {
    id: 'exclusive',
    head: 'Exclusive',
    width: '68px',
    isRight: true,
    min: 480,
    cell: ({ exclusive_bytes }) => formatBytes(exclusive_bytes),
    title: ({ exclusive_bytes }) => `${exactBytes(exclusive_bytes)} that no other pipeline uses`,
  },
  {
    id: 'created',
    head: 'Created',
    width: '112px',
    min: 760,
    cell: ({ created_at }) => escapeForTerminal(localStamp(created_at ?? '')),
    title: ({ created_at }) => escapeForTerminal(utcStamp(created_at ?? '')),
  },
];
