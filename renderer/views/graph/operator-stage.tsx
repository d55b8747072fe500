import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { plainGraph } from '../../../shared/graph/formats/plain-graph.ts';
import { writeGraph } from '../../../shared/graph/formats/write-graph.ts';
import { EDGE_KINDS } from '../../../shared/graph/model/choices.ts';
import { copyToClipboard } from '../../kit/copy-to-clipboard.ts';
import { useEscape } from '../../kit/escapes.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { plural } from '../../text/plural.ts';
import type { CanvasControl } from './canvas/use-canvas.ts';
import type { DrawnPicture } from './drawn-picture.ts';
import { FindBox } from './find-box.tsx';
import { writeIds, writeNeighbourhood, type GraphChoices } from './graph-choices.ts';
import { GraphRemarks } from './graph-remarks.tsx';
import { InfoBox } from './info-box.tsx';
import { Legend } from './legend.tsx';
import type { Picture } from '../../../shared/graph/scene/operator-picture.ts';
import type { WantedScope } from './scope-menu.tsx';
import { Stage } from './stage.tsx';
import { useFinding } from './use-finding.ts';
import { useOperatorScene, type OperatorScene } from './use-operator-scene.ts';
import { WhyNote } from './why-note.tsx';

/** Takes an id out of some, or puts it behind them. */
function toggledIds(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

interface OperatorStageProps {
  readonly label: string;
  readonly choices: GraphChoices;
  /** Told of the picture once it is drawn, and null when it goes. */
  readonly onDrawn: (picture: DrawnPicture | null) => void;
  /** What is said of the picture, above it. */
  readonly children?: ReactNode;
}

/** The picture of a pipeline, or of what is around a record. */
export function OperatorStage({
  graph,
  pictureKey,
  dress = null,
  ...props
}: OperatorStageProps & {
  readonly graph: OperatorGraph;
  /** Another one is another picture. */
  readonly pictureKey: string;
  /** See {@link useOperatorScene}. */
  readonly dress?: ((picture: Picture) => Picture) | null;
}): ReactElement {
  const laid = useOperatorScene(graph, pictureKey, props.choices, dress);
  if (laid === null) return <div aria-busy="true" className="graph-stage" />;
  return <LaidStage laid={laid.scene} isCurrent={laid.isCurrent} {...props} />;
}

function LaidStage({
  laid,
  isCurrent,
  label,
  choices,
  onDrawn,
  children,
}: OperatorStageProps & { readonly laid: OperatorScene; readonly isCurrent: boolean }): ReactElement {
  const { place, go } = usePlace();
  const { graph, picture, scene, facts, between, ways, key } = laid;
  const { toggled, hiddenKinds, beyond, why } = choices;
  const [control, setControl] = useState<CanvasControl | null>(null);
  useEffect(() => {
    // What is about to change is not saved as if it were what was asked for.
    if (control === null || !isCurrent) return undefined;
    onDrawn({ scene, control, write: (format) => writeGraph(graph, plainGraph(graph), format) });
    return () => onDrawn(null);
  }, [graph, scene, control, isCurrent, onDrawn]);
  const { selection } = place;
  const chosen = useMemo(() => {
    const there = new Set(picture.boxes.flatMap(({ id, rows }) => [id, ...rows.map((row) => row.id)]));
    const ids = selection === null ? [] : facts.stopsOf(selection).filter((id) => there.has(id));
    // A row says it more exactly than its box.
    return new Set(selection?.kind === 'record' ? ids.slice(0, 1) : ids);
  }, [picture, facts, selection]);
  const finding = useFinding(graph);
  const closeWhy = useCallback(() => go({ own: { why: null } }), [go]);
  useEscape('question', why === null ? null : closeWhy);
  const { mode, deleted } = choices;
  // Those that are thought away stand out as those that a text selects.
  const marked = useMemo(
    () => (mode === 'if-deleted' ? new Set([...finding.found, ...deleted]) : finding.found),
    [finding.found, mode, deleted],
  );
  const keepAll = useCallback(() => go({ own: { deleted: null } }), [go]);
  useEscape('question', mode === 'if-deleted' && deleted.length > 0 ? keepAll : null);
  const lastPressed = useRef<string | null>(null);
  const scopeFrom = (id: string | null, scope: WantedScope | null): void => {
    const around = id === null ? null : (facts.of(id)?.key ?? null);
    if (scope === null) go({ own: { ...writeNeighbourhood(null), branch: null, level: null } });
    else if (around !== null) go({ own: { ...writeNeighbourhood({ around, ...scope }), level: null } });
  };
  const press = (id: string | null, isSecond: boolean): void => {
    const box = id === null ? null : between.boxOf(id);
    const [selected] = chosen;
    const first = lastPressed.current ?? (selected === undefined ? null : between.boxOf(selected));
    if (isSecond && box !== null && first !== null && first !== box) {
      go({ own: { why: writeIds([first, box]) } });
      return;
    }
    lastPressed.current = box;
    const shown = id === null ? null : (facts.of(id)?.selection ?? null);
    if (id === null || shown !== null) go({ selection: shown });
  };
  const openBox = (id: string): void => {
    const box = picture.boxes.find((one) => one.id === between.boxOf(id));
    if (box !== undefined && (box.isStack || box.rows.length > 0)) {
      go({ own: { fold: writeIds(toggledIds(toggled, box.id)) } });
    } else scopeFrom(id, { hops: choices.neighbourhood?.hops ?? 1, direction: 'both' });
  };
  const records = graph.nodes.reduce((sum, { records: own }) => sum + own.length, 0);
  return (
    <Stage
      scene={scene}
      rowHeights={picture.rowHeights}
      pictureKey={key}
      label={label}
      note={`${plural(graph.nodes.length, 'node')}, ${plural(records, 'artifact')}`}
      chosen={chosen}
      found={marked}
      wanted={finding.wentTo}
      controlRef={setControl}
      events={{
        onPress: (id, { shift, control: isMore }) => {
          // One more of those that are thought away.
          if (isMore && id !== null && mode === 'if-deleted') {
            go({ own: { deleted: writeIds(toggledIds(deleted, between.boxOf(id))) } });
          } else press(id, shift);
        },
        onOpen: openBox,
        onBringIn: (box) => go({ own: { beyond: writeIds([...beyond, box]) } }),
      }}
      keys={(active) => ({
        scope: (scope) => scopeFrom(active, scope),
        find: finding.open,
        remove: () => {
          const box = active === null ? null : between.boxOf(active);
          go({ own: { mode: 'if-deleted', deleted: writeIds(box === null ? [] : [box]) } });
        },
        copy: () => {
          const copied = active === null ? null : facts.of(active);
          if (copied !== null) copyToClipboard(copied.copies);
        },
      })}
    >
      {(lit) => (
        <>
          <div className="graph-notes">
            {finding.isShown && <FindBox finding={finding} />}
            {children}
            <GraphRemarks graph={graph} />
            {why !== null && <WhyNote graph={graph} ways={ways} onClose={closeWhy} />}
            {lit !== null && <InfoBox scene={scene} ways={between} lit={lit} />}
          </div>
          <Legend
            scene={scene}
            kinds={EDGE_KINDS.filter((kind) => graph.edges.some((edge) => edge.kind === kind))}
            hidden={hiddenKinds}
            onToggle={(kind) => {
              const now = EDGE_KINDS.filter((one) => hiddenKinds.includes(one) !== (one === kind));
              go({ own: { hide: now.length === 0 ? null : now.join(',') } });
            }}
          />
        </>
      )}
    </Stage>
  );
}
