import { useMemo, useState } from 'react';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { waysBetween, type WaysBetween } from '../../../shared/graph/ask/ways-between.ts';
import type { GraphChoices } from './graph-choices.ts';
import { useGeometry } from './layout/use-geometry.ts';
import {
  openBoxes,
  operatorPicture,
  placedScene,
  shownKinds,
  type Picture,
} from '../../../shared/graph/scene/operator-picture.ts';
import type { Scene } from '../../../shared/graph/scene/scene.ts';
import { operatorFacts, type PictureFacts } from './stop-facts.ts';
import { pictureWays, type PictureWays } from './tree/picture-ways.ts';

/** A picture that is laid out, with all that is asked of it. */
export interface OperatorScene {
  /** What is drawn: of the whole, just the ways between two nodes where those are asked for. */
  readonly graph: OperatorGraph;
  readonly picture: Picture;
  readonly scene: Scene;
  readonly facts: PictureFacts;
  readonly between: PictureWays;
  /** Null where they are not asked for, or there are none. */
  readonly ways: WaysBetween | null;
  /** Another one is another picture. */
  readonly key: string;
}

/** As many ways are told in words; there may be more than anybody could read. */
const MOST_WAYS = 100;

/** What lies on ways, and nothing else. */
function onWays(graph: OperatorGraph, ways: WaysBetween): OperatorGraph {
  const [nodes, edges] = [new Set(ways.nodes), new Set(ways.edges)];
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => nodes.has(id)),
    edges: graph.edges.filter(({ id }) => edges.has(id)),
  };
}

/**
 * Lays a graph out. The scene before stays until the next is there, so that nothing blinks and the focus stays where it is; `isCurrent` says
 * whether it is the one that is asked for.
 */
export function useOperatorScene(
  whole: OperatorGraph,
  pictureKey: string,
  { isOpen, toggled, hiddenKinds, beyond, why }: GraphChoices,
  /** Changes how boxes and lines look, and what they say; null for nothing. */
  dress: ((picture: Picture) => Picture) | null,
): { readonly scene: OperatorScene; readonly isCurrent: boolean } | null {
  const ways = useMemo(() => (why === null ? null : waysBetween(whole, ...why, MOST_WAYS)), [whole, why]);
  const graph = useMemo(() => (ways === null ? whole : onWays(whole, ways)), [whole, ways]);
  const plain = useMemo(
    () => operatorPicture(graph, { open: openBoxes(graph, isOpen, toggled), kinds: shownKinds(hiddenKinds) }),
    [graph, isOpen, toggled, hiddenKinds],
  );
  const picture = useMemo(() => dress?.(plain) ?? plain, [plain, dress]);
  const part = ways === null ? null : why;
  const key = JSON.stringify([pictureKey, part]);
  const geometry = useGeometry(
    picture.model.drawing,
    key,
    JSON.stringify([key, graph.content, isOpen, toggled, hiddenKinds, beyond]),
  );
  const now = useMemo<OperatorScene | null>(() => {
    if (geometry === null) return null;
    const scene = placedScene(picture, geometry);
    const facts = operatorFacts(picture.model);
    return { graph, picture, scene, facts, between: pictureWays(scene), ways, key };
  }, [graph, picture, geometry, ways, key]);
  const [last, setLast] = useState(now);
  if (now !== null && last !== now) setLast(now);
  const scene = now ?? last;
  return scene === null ? null : { scene, isCurrent: now !== null };
}
