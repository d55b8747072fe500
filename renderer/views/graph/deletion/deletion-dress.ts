import type { GraphNode } from '../../../../shared/api/graph/graph.ts';
import type { IfDeleted } from '../../../../shared/api/graph/if-deleted.ts';
import { formatBytes, formatCount } from '../../../../shared/text/format-number.ts';
import { plural } from '../../../text/plural.ts';
import type { Picture } from '../../../../shared/graph/scene/operator-picture.ts';
import type { BoxState } from '../../../../shared/graph/looks/box-state.ts';
import { redressed, type SceneBox } from '../../../../shared/graph/scene/scene.ts';

const FREED: BoxState = { legend: 'freed', tone: 'warn', isDashed: true };
const GOES: BoxState = { legend: 'goes, frees nothing', tone: 'warn', isDashed: true };
const BREAKS: BoxState = { legend: 'breaks', tone: 'danger', isDashed: true };
/** Nobody wrote that it needs what goes; the way of the data shows it. */
const LOSES: BoxState = { legend: 'loses its input (derived)', tone: 'danger', isDashed: true };

type Fate = IfDeleted['files'][number];

/** What is said of a node; null where deleting would do nothing to it. */
interface Doom {
  readonly detail: string;
  readonly state: BoxState | null;
}

function fileDoom(fates: readonly Fate[]): Doom | null {
  const freed = fates.filter(({ fate }) => fate === 'freed');
  const stays = fates.filter(({ fate }) => fate === 'shared');
  if (fates.length === 0) return null;
  if (freed.length > 0) {
    const bytes = freed.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
    const rest = fates.length === freed.length ? '' : `, ${formatCount(fates.length - freed.length)} stay`;
    return { detail: `${formatBytes(bytes)} freed${rest}`, state: FREED };
  }
  if (stays.length > 0) {
    const others = stays.reduce((most, { pipelines }) => Math.max(most, pipelines), 0);
    // Copies of manifests keep files too, and are no pipelines.
    return {
      detail: others === 0 ? 'stays, kept by a copy' : `stays, in ${plural(others, 'other')}`,
      state: null,
    };
  }
  return fates.some(({ fate }) => fate === 'held')
    ? { detail: 'stays, may be in use', state: null }
    : { detail: 'goes, frees nothing', state: GOES };
}

function doomOf(
  node: GraphNode,
  fates: ReadonlyMap<string, Fate>,
  broken: ReadonlySet<string>,
  losing: ReadonlySet<string>,
): Doom | null {
  const paths = node.kind === 'file' ? [node.label] : node.records.flatMap(({ file }) => file ?? []);
  const breaking = node.records.filter(({ key }) => broken.has(key)).length;
  const own = fileDoom([...new Set(paths)].flatMap((path) => fates.get(path) ?? []));
  if (own?.state !== undefined && own.state !== null) return own;
  if (breaking === 0) {
    return node.records.some(({ key }) => losing.has(key))
      ? { detail: '✕ loses its input', state: LOSES }
      : own;
  }
  const of =
    node.records.length === 1 ? '' : ` ${formatCount(breaking)} of ${formatCount(node.records.length)}`;
  return { detail: `✕ breaks${of}`, state: BREAKS };
}

/**
 * A picture with what becomes of each box.
 *
 * @param gone ids of the nodes that are thought away; null for all of them
 */
export function deletionDress(
  { files, breaks, derived }: IfDeleted,
  gone: ReadonlySet<string> | null,
): (picture: Picture) => Picture {
  const fates = new Map(files.map((file) => [file.path, file]));
  const broken = new Set<string>(breaks.map(({ key }) => key));
  const losing = new Set<string>(derived);
  return (picture) => {
    const nodes = new Map(picture.model.boxes.map(({ id, node }) => [id, node]));
    const dressed = (box: SceneBox): SceneBox => {
      const node = nodes.get(box.id);
      const isGone = gone === null || gone.has(box.id);
      const doom = node === undefined ? null : doomOf(node, isGone ? fates : new Map(), broken, losing);
      return doom === null ? box : redressed(box, doom.detail, doom.state);
    };
    return { ...picture, boxes: picture.boxes.map((box) => dressed(box)) };
  };
}
