import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useSize } from '../../kit/use-size.ts';
import type { HeldKeys } from './canvas/cytoscape-canvas.ts';
import { readOutsideId } from './canvas/elements.ts';
import { paintedClasses } from './canvas/painted.ts';
import { useCanvas, type CanvasControl } from './canvas/use-canvas.ts';
import { Minimap } from './minimap.tsx';
import type { Scene, SceneBox } from '../../../shared/graph/scene/scene.ts';
import { onStageKey, type StageCommands } from './stage-keys.ts';
import { stopsOf } from './tree/stops.ts';
import { NodeTree } from './tree/node-tree.tsx';
import { nextStop } from './tree/next-stop.ts';
import { pictureWays } from './tree/picture-ways.ts';
import { ZoomBar } from './zoom-bar.tsx';

/** Whether edges of a box leave the picture. */
const isOutsideOf = ({ outside }: SceneBox): boolean => outside.needs + outside.neededBy > 0;

/** What the stage tells of boxes and rows, by their ids. */
export interface StageEvents {
  readonly onPress: (id: string | null, keys: HeldKeys) => void;
  /** A double click, or the key for folds. */
  readonly onOpen: (id: string) => void;
  /** A number of edges that leave the picture was pressed. */
  readonly onBringIn: (box: string) => void;
}

/** Keys that the stage itself knows nothing of. */
export type OuterCommands = Pick<StageCommands, 'scope' | 'find' | 'remove' | 'copy'>;

/** A picture with all that belongs to it: canvas, tree beside it, map, zoom. */
export function Stage({
  scene,
  rowHeights,
  pictureKey,
  label,
  note,
  chosen,
  found,
  wanted,
  isNear = false,
  events,
  keys,
  controlRef,
  children,
}: {
  readonly scene: Scene;
  readonly rowHeights: ReadonlyMap<string, number>;
  readonly pictureKey: string;
  /** What it is a picture of, read out. */
  readonly label: string;
  /** How much is in it. */
  readonly note: string;
  /** Boxes and rows that are selected. */
  readonly chosen: ReadonlySet<string>;
  readonly found: ReadonlySet<string>;
  /** A box that is to be seen and to have the keys, each time that another object names one. */
  readonly wanted: { readonly id: string } | null;
  /** Only what is right beside a box is lit with it: lines lead nowhere from there. */
  readonly isNear?: boolean;
  readonly events: StageEvents;
  readonly keys: (active: string | null) => OuterCommands;
  /** Given the canvas, for exports. */
  readonly controlRef: (control: CanvasControl) => void;
  /** What lies over the picture, given what is lit. */
  readonly children: (lit: string | null) => ReactNode;
}): ReactElement {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const room = useSize(box);
  const ways = useMemo(() => pictureWays(scene), [scene]);
  const stops = useMemo(() => stopsOf(scene, rowHeights), [scene, rowHeights]);
  const [pointed, setPointed] = useState<string | null>(null);
  const [wantedActive, setActive] = useState<string | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const areas = useMemo(() => new Map(stops.map((stop) => [stop.id, stop.area])), [stops]);
  const [firstChosen = null] = chosen;
  const active =
    [wantedActive, firstChosen].find((one) => one !== null && areas.has(one)) ?? stops[0]?.id ?? null;
  const lit = [pointed, hasFocus ? active : null, wanted?.id ?? null, firstChosen].find(
    (one) => one !== null && areas.has(one),
  );
  const press = (pressed: string | null, held: HeldKeys): void => {
    const outside = pressed === null ? null : readOutsideId(pressed);
    if (outside !== null) events.onBringIn(outside);
    else {
      if (pressed !== null) setActive(pressed);
      tree.current?.focus({ preventScroll: true });
      // The picture shows what was pressed, and not where keys are.
      setFocus(false);
      events.onPress(pressed, held);
    }
  };
  const control = useCanvas({
    host,
    scene,
    rowHeights,
    pictureKey,
    room,
    chosen: firstChosen === null ? null : (areas.get(firstChosen) ?? null),
    events: {
      onPress: press,
      onDoublePress: (pressed) => {
        if (readOutsideId(pressed) === null) events.onOpen(pressed);
      },
      onPoint: (now) => setPointed(now === null ? null : (readOutsideId(now) ?? now)),
    },
  });
  const { canvas, bringIn } = control;
  useEffect(() => controlRef(control), [controlRef, control]);
  const focused = hasFocus ? active : null;
  const litId = lit ?? null;
  useEffect(() => {
    canvas?.paint(paintedClasses(scene, ways, { lit: litId, isNear, chosen, focused, found }));
  }, [canvas, scene, ways, litId, isNear, chosen, focused, found]);
  // What is selected elsewhere is shown here.
  const chosenArea = firstChosen === null ? null : (areas.get(firstChosen) ?? null);
  const seenChosen = useRef<string | null>(firstChosen);
  useEffect(() => {
    if (firstChosen === null || seenChosen.current === firstChosen) return;
    seenChosen.current = firstChosen;
    setActive(firstChosen);
    if (chosenArea !== null) bringIn(chosenArea);
  }, [firstChosen, chosenArea, bringIn]);
  const goTo = useCallback(
    (to: string | null) => {
      const area = to === null ? undefined : areas.get(to);
      if (to === null || area === undefined) return;
      setActive(to);
      bringIn(area);
    },
    [areas, bringIn],
  );
  useEffect(() => {
    if (wanted !== null) goTo(wanted.id);
    // oxlint-disable-next-line react/exhaustive-deps -- moving on to it once is enough: what changes around it later must not bring it back.
  }, [wanted]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    setFocus(true);
    onStageKey(event, {
      ...control,
      ...keys(active),
      goTo: (arrow) => goTo(active === null ? null : nextStop(stops, ways, active, arrow)),
      goToEnd: (isLast) => goTo((isLast ? stops.at(-1) : stops[0])?.id ?? null),
      goOn: (step) => goTo(stops[stops.findIndex((stop) => stop.id === active) + step]?.id ?? null),
      press: (held) => events.onPress(active, held),
      fold: () => {
        if (active !== null) events.onOpen(active);
      },
      bringOutside: () => {
        const around = scene.boxes.find(({ id: one }) => active !== null && one === ways.boxOf(active));
        if (around !== undefined && isOutsideOf(around)) events.onBringIn(around.id);
      },
    });
  };
  return (
    <div ref={box} className="graph-stage">
      <div className="graph-host" aria-hidden>
        <div ref={host} className="graph-canvas" />
        {/* Cytoscape would add a style element to the page, which its policy forbids; it does not where one has this id. */}
        <i id="__________cytoscape_stylesheet" hidden />
      </div>
      <NodeTree
        id={id}
        treeRef={tree}
        scene={scene}
        ways={ways}
        label={label}
        active={active}
        chosen={chosen}
        onKeyDown={onKeyDown}
        onFocusChange={setFocus}
      />
      {children(litId)}
      {room !== null && (
        <Minimap geometry={scene.geometry} store={control.store} room={room} onView={control.setView} />
      )}
      <ZoomBar note={note} store={control.store} commands={control} />
    </div>
  );
}
