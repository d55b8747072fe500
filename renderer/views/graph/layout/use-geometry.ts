import { useEffect, useRef, useState } from 'react';
import type { Drawing, Geometry } from '../../../../shared/graph/drawing.ts';
import { layoutClient } from './layout-client.ts';
import { keepPicture, seenPicture } from './seen-pictures.ts';

/** One for the page: a worker of its own for each picture would have to start first. */
const layout = layoutClient();

interface Laid {
  readonly key: string;
  readonly geometry: Geometry;
}

/**
 * Where the boxes of a drawing go; null until that is known. Throws bugs of the layout while drawing.
 *
 * @param key says all that the drawing follows from
 */
export function useGeometry(drawing: Drawing | null, key: string): Geometry | null {
  const [laid, setLaid] = useState<Laid | null>(null);
  const [bug, setBug] = useState<{ readonly error: unknown } | null>(null);
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
    layout.lay(latest.current).then(
      (geometry) => {
        keepPicture(key, geometry);
        if (!isOver) setLaid({ key, geometry });
      },
      (error: unknown) => {
        if (!isOver) setBug({ error });
      },
    );
    return () => {
      isOver = true;
    };
  }, [isWanted, key]);
  // oxlint-disable-next-line typescript/only-throw-error -- an error that React should show is thrown while it draws
  if (bug !== null) throw bug.error;
  if (drawing === null) return null;
  return seen ?? (laid?.key === key ? laid.geometry : null);
}
