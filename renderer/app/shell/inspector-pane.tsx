import { useState, type KeyboardEvent, type PointerEvent, type ReactElement, type ReactNode } from 'react';
import { followPointer } from '../../kit/follow-pointer.ts';
import { keepText, keptText } from '../../kit/page-storage.ts';

const NAME = 'inspector.width';
const LEAST = 300;
const MOST = 560;
const FIRST = 348;

/** Pixels by which a key moves the edge. */
const STEP = 16;

function possible(width: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, width)));
}

function keptWidth(): number {
  const kept = Number(keptText(NAME) ?? FIRST);
  return Number.isFinite(kept) ? possible(kept) : FIRST;
}

/** The pane at the right; its edge can be dragged, or moved by arrow keys, and stays where it was. */
export function InspectorPane({ children }: { readonly children: ReactNode }): ReactElement {
  const [width, setWidth] = useState(keptWidth);
  const set = (wanted: number): void => {
    const next = possible(wanted);
    setWidth(next);
    keepText(NAME, String(next));
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const from = width + event.clientX;
    followPointer(event, (x) => set(from - x));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowLeft') set(width + STEP);
    else if (event.key === 'ArrowRight') set(width - STEP);
    else return;
    event.preventDefault();
  };
  return (
    <aside className="inspector" aria-label="Inspector" data-pane style={{ width }}>
      <div
        className="edge"
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the inspector"
        aria-valuenow={width}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={onKeyDown}
        onDoubleClick={() => set(FIRST)}
      />
      {children}
    </aside>
  );
}
