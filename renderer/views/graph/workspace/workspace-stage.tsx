import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { failureOf } from '../../../../shared/api/failure.ts';
import { writeGraph, type GraphFormat } from '../../../../shared/graph/formats/write-graph.ts';
import { formatBytes } from '../../../../shared/text/format-number.ts';
import { copyToClipboard } from '../../../kit/copy-to-clipboard.ts';
import { failureText } from '../../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../../kit/problems/problem-note.tsx';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { usePlace } from '../../../state/route/use-place.ts';
import { useScope } from '../../../state/workspace/use-scope.ts';
import { plural } from '../../../text/plural.ts';
import { NothingYet } from '../../nothing-yet.tsx';
import type { CanvasControl } from '../canvas/use-canvas.ts';
import type { DrawnPicture } from '../drawn-picture.ts';
import { NO_PART } from '../graph-choices.ts';
import type { Scene } from '../../../../shared/graph/scene/scene.ts';
import { Stage } from '../stage.tsx';
import { plainWorkspace } from './plain-workspace.ts';
import { workspaceScene } from './workspace-scene.ts';

const NO_HEIGHTS: ReadonlyMap<string, number> = new Map();
const NO_IDS: ReadonlySet<string> = new Set();
const keepNothing = (): void => undefined;

/** What the box under the pointer is, whole: boxes cut long names. */
function told({ boxes }: Scene, lit: string | null): ReactElement | null {
  const box = boxes.find(({ id }) => id === lit);
  return box === undefined ? null : (
    <div className="graph-info">
      <b>{box.title}</b>
      <span>{box.detail}</span>
    </div>
  );
}

/** All datasets and pipelines in one picture, joined by the stored files that they share. */
export function WorkspaceStage({
  onDrawn,
}: {
  /** Told of the picture once it is drawn, and null when it goes. */
  readonly onDrawn: (picture: DrawnPicture | null) => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { place, go } = usePlace();
  const { data, error } = useQuery(
    coreQueries.graph.workspace.queryOptions({ input: scope, enabled: isReady }),
  );
  const laid = useMemo(() => (data === undefined ? null : workspaceScene(data)), [data]);
  const [control, setControl] = useState<CanvasControl | null>(null);
  useEffect(() => {
    if (control === null || data === undefined || laid === null) return undefined;
    const write = (format: GraphFormat): string => writeGraph(data, plainWorkspace(data), format);
    onDrawn({ scene: laid.scene, control, write });
    return () => onDrawn(null);
  }, [control, data, laid, onDrawn]);
  const { selection } = place;
  const chosen = useMemo(
    () =>
      new Set(
        [...(laid?.stops ?? [])].flatMap(([id, stop]) =>
          stop.kind === 'pipeline' &&
          selection?.kind === 'pipeline' &&
          selection.manifest === stop.selection.manifest
            ? [id]
            : [],
        ),
      ),
    [laid, selection],
  );
  const failure = error === null ? null : failureOf(error);
  if (failure !== null) {
    return (
      <div className="pad grow" role="alert">
        <ProblemNote problem={failureText(failure)} />
      </div>
    );
  }
  if (data === undefined || laid === null) return <div aria-busy="true" className="graph-stage" />;
  if (data.total === 0) return <NothingYet title="No pipelines yet" />;
  const { scene, stops, leftOut } = laid;
  const open = (id: string): void => {
    const stop = stops.get(id);
    if (stop?.kind === 'dataset' && stop.dataset !== null) go({ dataset: stop.dataset });
    if (stop?.kind === 'pipeline') {
      go({ selection: null, tab: null, own: { ...NO_PART, p: stop.selection.manifest } });
    }
  };
  return (
    <Stage
      scene={scene}
      rowHeights={NO_HEIGHTS}
      pictureKey={JSON.stringify(['workspace', scope])}
      label="Graph of the workspace"
      note={`${plural(data.datasets.length, 'dataset')}, ${plural(data.total, 'pipeline')}`}
      chosen={chosen}
      found={NO_IDS}
      wanted={null}
      isNear
      controlRef={setControl}
      events={{
        onPress: (id) => {
          const stop = id === null ? undefined : stops.get(id);
          if (stop?.kind === 'pipeline') go({ selection: stop.selection });
        },
        onOpen: open,
        onBringIn: keepNothing,
      }}
      keys={(active) => ({
        scope: keepNothing,
        find: keepNothing,
        remove: keepNothing,
        copy: () => {
          const stop = active === null ? undefined : stops.get(active);
          if (stop?.kind === 'pipeline') copyToClipboard(stop.selection.manifest);
        },
      })}
    >
      {(lit) => (
        <div className="graph-notes">
          {told(scene, lit)}
          <div className="graph-info">
            <span>
              {scene.lines.length === 0
                ? 'They share no stored files'
                : 'Joined by the stored files that they share'}
              {leftOut > 0 && `; ${plural(leftOut, 'join')} of fewer bytes not drawn`}
            </span>
            {data.orphans_known && data.orphans.files > 0 && (
              <span>
                {plural(data.orphans.files, 'orphan')}, {formatBytes(data.orphans.bytes)}
              </span>
            )}
          </div>
        </div>
      )}
    </Stage>
  );
}
