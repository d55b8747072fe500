import { useEffect, useLayoutEffect, useRef } from 'react';
import { desktopApi } from '../../state/connection/desktop-api.ts';
import { useGo } from '../../state/route/use-place.ts';
import { VIEWS } from '../../state/route/views.ts';
import { focusFilter, goToPane } from '../../kit/panes.ts';

/** What the keys of the window do. */
export interface ShellCommands {
  readonly palette: () => void;
  readonly keys: () => void;
  /** Asks whether the last move is to be undone. */
  readonly undo: () => void;
  readonly inspector: () => void;
  readonly rescan: () => void;
  /** Takes the innermost thing away that Esc closes; the dialogs and menus see to themselves. */
  readonly escape: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox') ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** In a browser Ctrl and a digit goes to a tab of it, and F5 loads the page again. */
function isDesktop(): boolean {
  return desktopApi() !== null;
}

function withControl(key: string, commands: ShellCommands, go: ReturnType<typeof useGo>): boolean {
  const view = isDesktop() && /^[1-9]$/.test(key) ? VIEWS[Number(key) - 1] : undefined;
  if (view !== undefined) go({ view });
  else if (key === 'k') commands.palette();
  else if (key === 'i') commands.inspector();
  else if (key === 'z') commands.undo();
  else return false;
  return true;
}

function plain(event: KeyboardEvent, commands: ShellCommands): boolean {
  if (event.key === 'F6') goToPane(event.shiftKey ? -1 : 1);
  else if (event.key === 'F5' && isDesktop()) commands.rescan();
  else if (event.key === 'Escape') commands.escape();
  else if (isTyping(event.target)) return false;
  else if (event.key === '/') focusFilter();
  else if (event.key === '?') commands.keys();
  else return false;
  return true;
}

function withAlt(key: string): boolean {
  if (key === 'ArrowLeft') window.history.back();
  else if (key === 'ArrowRight') window.history.forward();
  else return false;
  return true;
}

/** Whether a dialog is over the window, to which all keys belong then. */
function isCovered(): boolean {
  return document.querySelector('.bp6-overlay-open [role=dialog]') !== null;
}

/** Listens for the keys that work everywhere in the window. */
export function useShellKeys(commands: ShellCommands): void {
  const go = useGo();
  const latest = useRef(commands);
  // Before what they are about is seen: whoever sees it may press a key at once.
  useLayoutEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isCovered()) return;
      const isControl = event.ctrlKey || event.metaKey;
      if (isControl && (event.altKey || event.shiftKey)) return;
      // In a box, undoing means what was typed.
      if (isControl && event.key.toLowerCase() === 'z' && isTyping(event.target)) return;
      const isDone = isControl
        ? withControl(event.key.toLowerCase(), latest.current, go)
        : event.altKey
          ? withAlt(event.key)
          : plain(event, latest.current);
      if (isDone) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);
}
