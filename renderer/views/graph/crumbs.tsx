import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { datasetName } from '../../text/dataset-name.ts';
import { NO_PART } from './graph-choices.ts';

/** What is known of a pipeline that is drawn; null before it is, or where there is none. */
export function useDrawnPipeline(manifest: string | null): Pipeline | null {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const { isReady } = useWorkspace();
  const { data } = useQuery(
    coreQueries.workspace.pipeline.queryOptions({
      input: { workspace, manifest: manifest ?? '' },
      enabled: isReady && manifest !== null,
    }),
  );
  return manifest === null ? null : (data?.pipeline ?? null);
}

/** Where the picture is from: dataset › run › pipeline. The dataset leads to all of its pipelines. */
export function Crumbs({
  manifest,
  pipeline,
}: {
  readonly manifest: string;
  readonly pipeline: Pipeline | null;
}): ReactElement {
  const { href } = usePlace();
  const to = href({ selection: null, tab: null, own: { ...NO_PART, p: null, mode: null, with: null } });
  if (pipeline === null) return <b className="graph-crumbs trunc mono">{escapeForTerminal(manifest)}</b>;
  return (
    <nav className="graph-crumbs" aria-label="Where">
      <a className="link" href={to} title="All pipelines">
        {pipeline.dataset === null ? 'All' : datasetName(pipeline.dataset)}
      </a>
      <i>›</i>
      <span className="run trunc">
        {escapeForTerminal(pipeline.run)} <i>›</i>
      </span>
      <b className="trunc" title={escapeForTerminal(manifest)}>
        {pipelineName(pipeline)}
      </b>
    </nav>
  );
}
