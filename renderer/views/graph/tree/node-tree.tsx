import { useMemo, type KeyboardEvent, type ReactElement, type Ref } from 'react';
import { typeLabel } from '../../../kit/type-mark.tsx';
import { plural } from '../../../text/plural.ts';
import type { Scene, SceneBox } from '../../../../shared/graph/scene/scene.ts';
import { laneOrder, type TreeItem } from './lane-order.ts';
import { boxCount, litPath, type PictureWays } from './picture-ways.ts';

const KINDS = {
  ghost: 'not in the workspace',
  file: 'stored file',
  pipeline: 'pipeline',
  dataset: 'dataset',
};

function kindOf({ kind, type }: SceneBox): string {
  if (kind !== 'operator') return KINDS[kind];
  return type === null ? 'structure' : typeLabel(type);
}

/** What is read out of an item. */
function words({ of }: TreeItem, ways: PictureWays): string {
  if (of.kind === 'lane') return of.name;
  if (of.kind === 'row') return `${of.row.title}, ${of.row.detail}`;
  const { box } = of;
  const kind = kindOf(box);
  const outside = box.outside.needs + box.outside.neededBy;
  const needs = new Set(ways.into(box.id).map(({ from }) => ways.boxOf(from))).size;
  const neededBy = new Set(ways.outOf(box.id).map(({ to }) => ways.boxOf(to))).size;
  return [
    box.title,
    kind,
    ...(box.detail === '' ? [] : [box.detail]),
    ...(box.isInferred ? ['inferred'] : []),
    `needs ${needs}`,
    `needed by ${neededBy}`,
    ...(outside === 0 ? [] : [`${outside} not in the picture`]),
  ].join(', ');
}

/** `needs 2, needed by 1`, over any number of steps. */
export function pathCounts(
  ways: PictureWays,
  id: string,
): { readonly needs: number; readonly neededBy: number } {
  const { upstream, downstream } = litPath(ways, id);
  return { needs: boxCount(ways, upstream.ids), neededBy: boxCount(ways, downstream.ids) };
}

/** The id of the element of an item. */
export function itemId(id: string, key: string): string {
  return `${id}-${key}`;
}

/**
 * The picture as a tree, for keyboard and screen reader: it has the focus, and the picture shows where that is. Nobody sees it.
 */
export function NodeTree({
  id,
  treeRef,
  scene,
  ways,
  label,
  active,
  chosen,
  onKeyDown,
  onFocusChange,
}: {
  readonly id: string;
  readonly treeRef: Ref<HTMLDivElement>;
  readonly scene: Scene;
  readonly ways: PictureWays;
  readonly label: string;
  /** The box or row that keys act on. */
  readonly active: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocusChange: (has: boolean) => void;
}): ReactElement {
  const items = useMemo(
    () => laneOrder(scene).map((item) => ({ item, text: words(item, ways) })),
    [scene, ways],
  );
  return (
    <div
      ref={treeRef}
      className="sr graph-tree"
      role="tree"
      aria-label={`${label}, ${plural(scene.boxes.length, 'node')}`}
      aria-multiselectable
      tabIndex={0}
      {...(active === null ? {} : { 'aria-activedescendant': itemId(id, active) })}
      onKeyDown={onKeyDown}
      onFocus={() => onFocusChange(true)}
      onBlur={() => onFocusChange(false)}
    >
      {items.map(({ item: { key, level, of }, text }) => (
        <div
          key={key}
          id={itemId(id, key)}
          role="treeitem"
          aria-level={level}
          aria-selected={chosen.has(key)}
          {...(of.kind === 'box' && (of.box.isStack || of.box.rows.length > 0)
            ? { 'aria-expanded': of.box.rows.length > 0 }
            : {})}
        >
          {text}
        </div>
      ))}
    </div>
  );
}
