import type { ReactElement } from 'react';
import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { exactBytes } from '../../../shared/text/format-number.ts';
import type { ElementSize } from '../../kit/use-size.ts';
import { plural } from '../../text/plural.ts';
import { sizePath } from './size-name.ts';
import type { SizeTree } from './size-tree.ts';

/** Pixels between the pointer and the tip. */
const AWAY = 14;

/** What the pointer is at on the map, beside it and inside the map. */
export function SizeTip({
  tree,
  node,
  x,
  y,
  bounds,
  clickText,
}: {
  readonly tree: SizeTree;
  readonly node: SizeNode;
  readonly x: number;
  readonly y: number;
  readonly bounds: ElementSize;
  readonly clickText: string | null;
}): ReactElement {
  const across = x > bounds.width / 2 ? { right: bounds.width - x + AWAY } : { left: x + AWAY };
  const down = y > bounds.height / 2 ? { bottom: bounds.height - y + AWAY } : { top: y + AWAY };
  return (
    <div className="size-tip" style={{ ...across, ...down }} aria-hidden>
      <b>{sizePath(tree, node.id)}</b>
      <span>
        {exactBytes(node.bytes)} in {plural(node.files, 'file')}
        {node.records > 0 && `, ${plural(node.records, 'record')}`}
      </span>
      {clickText !== null && <span className="dim">{clickText}</span>}
    </div>
  );
}
