import { SearchIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import type { Pipeline } from '../../../../shared/api/pipelines/pipelines.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../../shared/text/format-number.ts';
import { useDragOut } from '../../../flows/export/use-drag-out.ts';
import type { Column } from '../../../kit/grid/column.ts';
import { Grid } from '../../../kit/grid/grid.tsx';
import { pipelineName } from '../../../kit/pipelines/pipeline-name.ts';
import { hasNoneStored, storedText } from '../../../kit/pipelines/stored-text.ts';
import { PipelineState } from '../../../kit/pipelines/pipeline-state.tsx';
import { MissingMark } from '../../../kit/missing-mark.tsx';
import { useSettled } from '../../../kit/use-settled.ts';
import { datasetName } from '../../../text/dataset-name.ts';
import { wholeMissingText } from '../../../text/missing-text.ts';
import { plural } from '../../../text/plural.ts';
import { usePipelines } from './use-pipelines.ts';

/** After the last key, in milliseconds, the list is searched. */
const PAUSE_MS = 150;

const COLUMNS: readonly Column<Pipeline>[] = [
  {
    id: 'pipeline',
    head: 'Pipeline',
    width: 'minmax(80px, 1fr)',
    cell: (row) => (
      <span className="chain-name">
        <span className="trunc name">{pipelineName(row)}</span>
        <MissingMark {...row} isShort />
        {row.state !== 'complete' && <PipelineState state={row.state} />}
      </span>
    ),
    quick: (row) => pipelineName(row),
    title: (row) =>
      [escapeForTerminal(row.manifest), wholeMissingText(row)].filter((text) => text !== '').join(', '),
  },
  {
    id: 'size',
    head: 'Size',
    width: '58px',
    isRight: true,
    cell: (row) => <span className="dim">{hasNoneStored(row) ? '–' : formatBytes(row.stored_bytes)}</span>,
    title: storedText,
  },
];

const nameOf = (row: Pipeline): string => pipelineName(row);

/** The pipelines of a dataset, or of all, to choose one from; a text finds them by what is in them too. */
export function PipelineList({
  dataset,
  chosen,
  onChoose,
}: {
  readonly dataset: string | null;
  /** Manifests of those that are drawn. */
  readonly chosen: readonly string[];
  readonly onChoose: (manifest: string) => void;
}): ReactElement {
  const [typed, setTyped] = useState('');
  const dragOut = useDragOut();
  const { rows, total, onShown } = usePipelines(dataset, useSettled(typed.trim(), PAUSE_MS));
  const of = dataset === null ? '' : ` of ${datasetName(dataset)}`;
  return (
    <>
      <label className="graph-search">
        <SearchIcon size={12} />
        <input
          type="text"
          className="bare-input"
          value={typed}
          maxLength={1000}
          spellCheck={false}
          autoComplete="off"
          placeholder={total === null ? 'Search' : `${plural(total, 'pipeline')}${of}`}
          aria-label="Search pipelines and what is in them"
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || typed === '') return;
            event.stopPropagation();
            setTyped('');
          }}
        />
      </label>
      {total === 0 ? (
        <p className="dim pad">{typed.trim() === '' ? 'No pipelines yet.' : 'Nothing is called that.'}</p>
      ) : (
        <Grid
          name="graph-pipelines"
          label="Pipelines to draw"
          columns={COLUMNS}
          count={total ?? 0}
          rowAt={(index) => rows[index]}
          onShown={onShown}
          isCurrent={({ manifest }) => chosen.includes(manifest)}
          onOpen={({ manifest }) => onChoose(manifest)}
          dragOut={(row) =>
            dragOut({
              selection: { kind: 'pipelines', manifests: [row.manifest] },
              name: pipelineName(row),
            })
          }
          copyText={({ manifest }) => manifest}
          findText={nameOf}
          keyOf={({ manifest }) => manifest}
        />
      )}
    </>
  );
}
