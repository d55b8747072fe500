import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { lazily } from '../../kit/lazily.tsx';
import { EmptyView } from '../../kit/view-head.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { useDrawnPipeline } from './crumbs.tsx';
import { DeletionNote } from './deletion/deletion-note.tsx';
import { useDeletion } from './deletion/use-deletion.ts';
import { exportedPipelines } from './exported-pipelines.ts';
import { exportForms } from './export-forms.ts';
import { ExportMenu } from './export-menu.tsx';
import { NO_PART, readChoices, writeBranch, writeNeighbourhood } from './graph-choices.ts';
import { GraphHead } from './graph-head.tsx';
import type { DrawnPicture } from './drawn-picture.ts';
import { keepPart, keptPart } from './kept-parts.ts';
import { ListMenu } from './side/list-menu.tsx';
import { PipelineList } from './side/pipeline-list.tsx';
import { PipelineTiles } from './side/pipeline-tiles.tsx';
import { SizeGuard } from './size-guard.tsx';
import { useDrawnGraph, useLastDrawn } from './use-drawn-graph.ts';
import { useSelectedPipeline } from './use-selected-pipeline.ts';

/** Stands for a picture that is not there yet. */
const WAITING = <div aria-busy="true" className="graph-stage" />;

// What draws is heavy, and lists and tiles are wanted without it.
const OperatorStage = lazily(
  () => import('./operator-stage.tsx').then((file) => file.OperatorStage),
  WAITING,
);

const WorkspaceStage = lazily(
  () => import('./workspace/workspace-stage.tsx').then((file) => file.WorkspaceStage),
  WAITING,
);
const CompareStage = lazily(
  () => import('./compare/compare-stage.tsx').then((file) => file.CompareStage),
  WAITING,
);

/** What needs what: a pipeline as a picture, what is around a record, or all pipelines to choose from. */
export function GraphView(): ReactElement {
  const { place, go } = usePlace();
  const { isReady } = useWorkspace();
  const choices = useMemo(() => readChoices(place.own), [place.own]);
  const { selection } = place;
  const isComparing = choices.mode === 'compare';
  // What is selected anywhere is shown here; another pipeline than the one that was chosen too.
  const selected = useSelectedPipeline(choices.neighbourhood === null ? selection : null);
  const around = useSelectedPipeline(
    choices.neighbourhood === null ? null : { kind: 'record', key: choices.neighbourhood.around },
  );
  const manifest =
    selection?.kind === 'file' || isComparing
      ? (choices.pipeline ?? selected)
      : (selected ?? choices.pipeline ?? around);
  const pipeline = useDrawnPipeline(manifest);
  const asked = useDrawnGraph(isComparing || choices.isWorkspace ? null : manifest, choices);
  const drawn = useLastDrawn(manifest, asked);
  const deletion = useDeletion(drawn.kind === 'graph' ? drawn.graph : null, manifest, choices);
  // What is shown while the next is asked for is of what was asked before.
  const isLoading =
    !isComparing && !choices.isWorkspace && (asked.kind === 'waiting' || deletion?.isCurrent === false);
  const [shown, setShown] = useState<DrawnPicture | null>(null);
  const name = pipeline === null ? (manifest ?? '') : pipelineName(pipeline);
  const choose = (chosen: string): void => {
    if (isComparing) go({ own: { with: chosen } });
    else choosePipeline(chosen);
  };
  const choosePipeline = (chosen: string): void =>
    go({ selection: null, tab: null, own: { ...NO_PART, folds: null, ...keptPart(chosen), p: chosen } });
  useEffect(() => {
    if (manifest !== null) keepPart(manifest, place.own);
  }, [manifest, place.own]);
  const exported = exportedPipelines({
    manifests: [manifest, isComparing ? choices.other : null].filter((one) => one !== null),
    name,
    dataset: place.dataset,
    deletion,
    isChosen: !choices.isWorkspace || selected !== null,
  });
  const list = {
    dataset: place.dataset ?? pipeline?.dataset ?? null,
    chosen: [manifest, isComparing ? choices.other : null].filter((one) => one !== null),
    onChoose: choose,
  };
  return (
    <>
      <GraphHead manifest={manifest} pipeline={pipeline} choices={choices}>
        {(manifest !== null || choices.isWorkspace) && (
          <ExportMenu
            forms={shown === null ? [] : exportForms(shown, choices.isWorkspace ? 'Workspace' : name)}
            refusal={shown === null || isLoading ? 'The picture is not there yet' : null}
            pipelines={exported}
          />
        )}
        {isReady && <ListMenu {...list} />}
      </GraphHead>
      {!isReady ? (
        <EmptyView title="Scanning">
          <p>Graphs are drawn once the first scan is complete.</p>
        </EmptyView>
      ) : (
        <div className="graph">
          <aside className="graph-side" aria-label="Pipelines">
            <PipelineList {...list} />
          </aside>
          {choices.isWorkspace ? (
            <WorkspaceStage onDrawn={setShown} />
          ) : manifest === null ? (
            <PipelineTiles onChoose={choose} />
          ) : choices.mode === 'compare' ? (
            <CompareStage left={manifest} choices={choices} onDrawn={setShown} />
          ) : drawn.kind === 'failed' ? (
            <div className="pad grow" role="alert">
              <ProblemNote problem={failureText(drawn.failure)} />
            </div>
          ) : drawn.kind === 'guard' ? (
            <SizeGuard
              size={drawn.size}
              wanted={choices}
              around={selection?.kind === 'record'}
              onFold={() => go({ own: { folds: null, fold: null } })}
              onBranch={(branch) => go({ own: { branch: writeBranch(branch) } })}
              onAround={() => {
                if (selection?.kind !== 'record') return;
                go({
                  own: writeNeighbourhood({ around: selection.key, hops: 2, direction: 'both' }),
                });
              }}
              onChains={() => go({ view: 'chains', own: {}, selection: { kind: 'pipeline', manifest } })}
              onAnyway={() => go({ own: { large: 'show' } })}
            />
          ) : drawn.kind === 'waiting' ? (
            WAITING
          ) : (
            <OperatorStage
              graph={drawn.graph}
              pictureKey={drawn.key}
              label={`Graph of ${name}`}
              choices={choices}
              dress={deletion?.dress ?? null}
              onDrawn={setShown}
            >
              {deletion !== null && <DeletionNote deletion={deletion} />}
            </OperatorStage>
          )}
        </div>
      )}
    </>
  );
}
