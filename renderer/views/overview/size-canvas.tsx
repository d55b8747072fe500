import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { useSize, type ElementSize } from '../../kit/use-size.ts';
import { onThemeChange, shownColors } from '../../state/theme/theme-store.ts';
import { drawCells } from './draw-cells.ts';
import { cellAt, sizeCells, type SizeCell } from './size-layout.ts';
import { SizeTip } from './size-tip.tsx';
import type { SizeTree } from './size-tree.ts';

const NOWHERE: ElementSize = { width: 0, height: 0 };

function useColors(): string {
  return useSyncExternalStore(onThemeChange, shownColors);
}

/** Rises when the fonts of the page have come, because what was drawn before has others. */
function useFonts(): boolean {
  const [isThere, setIsThere] = useState(document.fonts.status === 'loaded');
  useEffect(() => {
    let isOver = false;
    void document.fonts.ready.then(() => {
      if (!isOver) setIsThere(true);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return isThere;
}

/** How many pixels of the screen are one of the page; another when the window moves to another screen, or is zoomed. */
function useScale(): number {
  const [scale, setScale] = useState(window.devicePixelRatio);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${scale}dppx)`);
    const change = (): void => setScale(window.devicePixelRatio);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [scale]);
  return scale;
}

interface Pointed {
  readonly cell: SizeCell;
  readonly x: number;
  readonly y: number;
}

/** Sizes as areas. The table beside it says the same to people who can't see or point: to them this is one picture. */
export function SizeCanvas({
  tree,
  root,
  label,
  clickText,
  onClick,
}: {
  readonly tree: SizeTree;
  /** Whose parts are shown; null for everything. */
  readonly root: string | null;
  readonly label: string;
  /** What a click on a node would do; null for nothing. */
  readonly clickText: (id: string) => string | null;
  readonly onClick: (id: string) => void;
}): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box) ?? NOWHERE;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const cells = useMemo(() => sizeCells(tree, root, size), [tree, root, size]);
  const looks = `${useColors()} ${useScale()} ${useFonts()}`;
  useLayoutEffect(() => {
    if (canvas.current !== null) drawCells(canvas.current, cells, size);
  }, [cells, size, looks]);
  // What was pointed at is elsewhere now.
  useEffect(() => setPointed(null), [cells]);
  const point = (event: MouseEvent<HTMLElement>): Pointed | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const cell = cellAt(cells, x, y);
    return cell === null ? null : { cell, x, y };
  };
  const click = pointed === null ? null : clickText(pointed.cell.node.id);
  return (
    <div
      ref={box}
      className={click === null ? 'size-canvas' : 'size-canvas can'}
      // Not in the order of Tab: a click brings the focus here, so that Backspace leads back.
      tabIndex={-1}
      onPointerMove={(event) => setPointed(point(event))}
      onPointerLeave={() => setPointed(null)}
      onClick={(event) => {
        const clicked = point(event);
        if (clicked !== null) onClick(clicked.cell.node.id);
      }}
    >
      <canvas ref={canvas} role="img" aria-label={label} />
      {pointed !== null && (
        <>
          <i
            className="size-outline"
            style={{
              left: pointed.cell.x,
              top: pointed.cell.y,
              width: pointed.cell.width,
              height: pointed.cell.height,
            }}
          />
          <SizeTip
            tree={tree}
            node={pointed.cell.node}
            x={pointed.x}
            y={pointed.y}
            bounds={size}
            clickText={click}
          />
        </>
      )}
    </div>
  );
}
