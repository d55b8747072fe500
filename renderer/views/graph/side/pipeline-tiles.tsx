import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Pipeline } from '../../../../shared/api/pipelines/pipelines.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../../shared/text/format-number.ts';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { usePlace } from '../../../state/route/use-place.ts';
import { pipelineName } from '../../../kit/pipelines/pipeline-name.ts';
import { storedText } from '../../../kit/pipelines/stored-text.ts';
import { PipelineState } from '../../../kit/pipelines/pipeline-state.tsx';
import { MissingMark } from '../../../kit/missing-mark.tsx';
import { StateMark } from '../../../kit/state-mark.tsx';
import { failureText } from '../../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../../kit/problems/problem-note.tsx';
import { EmptyView } from '../../../kit/view-head.tsx';
import { useScope } from '../../../state/workspace/use-scope.ts';
import { datasetName } from '../../../text/dataset-name.ts';
import { plural } from '../../../text/plural.ts';
import { NothingYet } from '../../nothing-yet.tsx';
import { datasetRows } from '../../overview/dataset-rows.ts';
import { usePipelines } from './use-pipelines.ts';

/** As many pipelines are shown as tiles; above, the list and its search lead to one. */
const MOST_TILES = 150;

/** Above so many pipelines a dataset is chosen first. */
const MOST_AT_ONCE = 1000;

/** What stands in place of a picture while no pipeline is chosen: all there are, or their datasets. */
export function PipelineTiles({ onChoose }: { readonly onChoose: (manifest: string) => void }): ReactElement {
  const { place } = usePlace();
  const { rows, total, failure } = usePipelines(place.dataset, '');
  if (failure !== null) {
    return (
      <div className="pad grow" role="alert">
        <ProblemNote problem={failureText(failure)} />
      </div>
    );
  }
  if (total === null) return <div aria-busy="true" className="grow" />;
  if (total === 0) return <NothingYet title="No pipelines yet" />;
  if (place.dataset === null && total > MOST_AT_ONCE) return <DatasetTiles />;
  if (total > MOST_TILES) {
    return (
      <EmptyView title={`${plural(total, 'pipeline')}: choose one from the list`}>
        <p>Its search finds them by name, class, file or hash too.</p>
      </EmptyView>
    );
  }
  const groups = Map.groupBy(rows, ({ dataset }) => dataset ?? '');
  return (
    <div className="graph-tiles scroller">
      {[...groups].map(([dataset, pipelines]) => (
        <section key={dataset} aria-label={datasetName(dataset)}>
          <h2>
            {datasetName(dataset)} <span className="dim">{plural(pipelines.length, 'pipeline')}</span>
          </h2>
          <ul>
            {pipelines.map((pipeline) => (
              <li key={pipeline.manifest}>
                <PipelineTile pipeline={pipeline} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <OrphanTile />
    </div>
  );
}

function PipelineTile({
  pipeline,
  onChoose,
}: {
  readonly pipeline: Pipeline;
  readonly onChoose: (manifest: string) => void;
}): ReactElement {
  const { manifest, records, missing, unwritten, state } = pipeline;
  return (
    <button
      type="button"
      className="tile"
      title={escapeForTerminal(manifest)}
      onClick={() => onChoose(manifest)}
    >
      <span className="trunc">
        <b>{pipelineName(pipeline)}</b>
      </span>
      <span className="dim">
        {plural(records, 'record')} · {storedText(pipeline)}
      </span>
      <MissingMark missing={missing} unwritten={unwritten} />
      {missing === 0 && <PipelineState state={state} />}
    </button>
  );
}

function DatasetTiles(): ReactElement {
  const { coreQueries } = useConnections();
  const { workspace, go } = usePlace();
  const { data } = useQuery(coreQueries.workspace.stats.queryOptions({ input: { workspace } }));
  return (
    <div className="graph-tiles scroller">
      <section aria-label="Datasets">
        <h2>Datasets</h2>
        <ul>
          {datasetRows(data?.by_dataset ?? {}).map(({ name, records, bytes }) => (
            <li key={name}>
              <button type="button" className="tile" onClick={() => go({ dataset: name })}>
                <span className="trunc">
                  <b>{datasetName(name)}</b>
                </span>
                <span className="dim">
                  {plural(records, 'record')} · {formatBytes(bytes)} on disk
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** What belongs to no pipeline. */
function OrphanTile(): ReactElement | null {
  const { coreQueries } = useConnections();
  const { scope } = useScope();
  const { href } = usePlace();
  const { data } = useQuery(coreQueries.workspace.overview.queryOptions({ input: scope }));
  if (data === undefined || !data.orphans_known || data.usage.orphan.files === 0) return null;
  const { files, bytes } = data.usage.orphan;
  return (
    <section aria-label="Orphans">
      <ul>
        <li>
          <a className="tile" href={href({ view: 'clean-up', own: {} })}>
            <b>
              <StateMark state="orphan" text={plural(files, 'orphan')} />
            </b>
            <span className="dim">{formatBytes(bytes)}</span>
          </a>
        </li>
      </ul>
    </section>
  );
}
