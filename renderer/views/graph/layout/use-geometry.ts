import { useEffect, useRef, useState } from 'react';
import type { Drawing, Geometry } from '../../../../shared/graph/drawing.ts';
import type { Before } from '../../../../shared/graph/lanes/lay-lanes.ts';
import { layoutClient } from './layout-client.ts';
import { keepPicture, lastPicture, seenPicture } from './seen-pictures.ts';
import { useBug } from '../../../kit/problems/use-bug.ts';

/** One for the page: a worker of its own for each picture would have to start first. */
const layout = layoutClient();

/** How the same thing was drawn when it was seen last; undefined where it was not. */
function stoodBefore(subject: string): Before | undefined {
  const last = lastPicture(subject);
  return last === null ? undefined : { boxes: last.boxes, lanes: last.lanes };
}

interface Laid {
  readonly key: string;
  readonly geometry: Geometry;
}

/**
 * Where the boxes of a drawing go; null until that is known. What stood in the last drawing of the same subject stands. Throws bugs of
 * the layout while drawing.
 *
 * @param key says all that the drawing follows from
 */
export function useGeometry(drawing: Drawing | null, subject: string, key: string): Geometry | null {
  const [laid, setLaid] = useState<Laid | null>(null);
  const throwBug = useBug();
  const latest = useRef(drawing);
  useEffect(() => {
    latest.current = drawing;
  });
  useEffect(() => layout.cancel, []);
  const seen = drawing === null ? null : seenPicture(key);
  const isWanted = drawing !== null && seen === null;
  useEffect(() => {
    if (!isWanted || latest.current === null) return undefined;
    let isOver = false;
    layout.lay(latest.current, stoodBefore(subject)).then(
      (geometry) => {
        keepPicture(key, subject, geometry);
        if (!isOver) setLaid({ key, geometry });
      },
      (error: unknown) => {
        if (!isOver) throwBug(error);
      },
    );
    return () => {
      isOver = true;
    };
  }, [isWanted, key, subject, throwBug]);
  if (drawing === null) return null;
  return seen ?? (laid?.key === key ? laid.geometry : null);
}
