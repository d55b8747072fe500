import type { ReactElement } from 'react';
import { TypeMark } from '../../kit/type-mark.tsx';
import type { Scene } from '../../../shared/graph/scene/scene.ts';
import { pathCounts } from './tree/node-tree.tsx';
import type { PictureWays } from './tree/picture-ways.ts';

/** What is lit, and how much it needs and is needed by, over any number of steps in this picture. */
export function InfoBox({
  scene,
  ways,
  lit,
}: {
  readonly scene: Scene;
  readonly ways: PictureWays;
  readonly lit: string;
}): ReactElement | null {
  const box = scene.boxes.find(({ id }) => id === ways.boxOf(lit));
  if (box === undefined) return null;
  const row = box.rows.find(({ id }) => id === lit);
  const { needs, neededBy } = pathCounts(ways, lit);
  return (
    <div className="graph-info">
      {box.type !== null && <TypeMark type={box.type} />}
      <b className="trunc">{box.title}</b>
      {row !== undefined && <span>{row.title}</span>}
      <span>
        <i className="stroke upstream" /> needs {needs}
      </span>
      <span>
        <i className="stroke downstream" /> needed by {neededBy}
      </span>
    </div>
  );
}
