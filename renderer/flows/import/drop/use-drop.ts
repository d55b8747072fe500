import { useEffect, useRef, useState } from 'react';
import { takeTransfer, type TakenFiles } from '../../../state/drops/take-transfer.ts';
import { NO_DRAG, nextDrag, silenceLeft, type DragHappening } from './drag-state.ts';

/** What becomes of files that are dropped onto the window, or pasted. */
export interface DropTarget {
  /** Whether they are refused now. */
  readonly isRefused: boolean;
  readonly onFiles: (taken: TakenFiles) => void;
}

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

/** Hears what is dragged over the window until its files are dropped, and pastes of files; true while some are over it. */
export function useDrop(target: DropTarget): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });
  useEffect(() => {
    let state = NO_DRAG;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (happening: DragHappening): void => {
      state = nextDrag(state, happening);
      setOver(state.isOver);
      clearTimeout(timer);
      const left = silenceLeft(state, performance.now());
      if (left !== null) timer = setTimeout(() => hear({ kind: 'time', atMs: performance.now() }), left);
    };
    const onMove = (event: DragEvent): void => {
      const files = hasFiles(event.dataTransfer);
      if (!files || event.dataTransfer === null) return;
      // Without this the browser takes the drop itself, and goes to the file.
      event.preventDefault();
      event.dataTransfer.dropEffect = latest.current.isRefused ? 'none' : 'copy';
      const kind = event.type === 'dragenter' ? 'enter' : 'over';
      hear({ kind, hasFiles: files, atMs: performance.now() });
    };
    const onLeave = (event: DragEvent): void =>
      hear({ kind: 'leave', isOutside: event.relatedTarget === null });
    const onDrop = (event: DragEvent): void => {
      hear({ kind: 'drop' });
      if (!hasFiles(event.dataTransfer) || event.dataTransfer === null) return;
      event.preventDefault();
      if (!latest.current.isRefused) latest.current.onFiles(takeTransfer(event.dataTransfer));
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!hasFiles(event.clipboardData) || event.clipboardData === null) return;
      event.preventDefault();
      if (!latest.current.isRefused) latest.current.onFiles(takeTransfer(event.clipboardData));
    };
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') hear({ kind: 'escape' });
    };
    const onBlur = (): void => hear({ kind: 'blur' });
    const ends = new AbortController();
    const { signal } = ends;
    window.addEventListener('dragenter', onMove, { signal });
    window.addEventListener('dragover', onMove, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    window.addEventListener('drop', onDrop, { signal });
    window.addEventListener('paste', onPaste, { signal });
    window.addEventListener('keydown', onKey, { signal, capture: true });
    window.addEventListener('blur', onBlur, { signal });
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }, []);
  return isOver;
}
