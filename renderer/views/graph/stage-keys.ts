import type { KeyboardEvent } from 'react';
import { isArrow, type Arrow } from './tree/next-stop.ts';
import { ZOOM_STEP, type ViewCommands } from './zoom-bar.tsx';
import type { WantedScope } from './scope-menu.tsx';

/** Pixels by which Shift and an arrow move the picture. */
const PAN = 80;

/** What keys do while the picture has the focus. */
export interface StageCommands extends ViewCommands {
  readonly goTo: (arrow: Arrow) => void;
  readonly goToEnd: (isLast: boolean) => void;
  /** To the next in the order of the lanes, or the one before. */
  readonly goOn: (step: 1 | -1) => void;
  /** Enter, with Shift a second one, with Space one more. */
  readonly press: (keys: { readonly shift: boolean; readonly control: boolean }) => void;
  /** Null for all of the pipeline. */
  readonly scope: (scope: WantedScope | null) => void;
  readonly fold: () => void;
  /** Brings in what the edges of a box lead to that leave the picture. */
  readonly bringOutside: () => void;
  readonly find: () => void;
  readonly remove: () => void;
  readonly copy: () => void;
}

const SCOPES: ReadonlyMap<string, WantedScope | null> = new Map<string, WantedScope | null>([
  ['u', { hops: null, direction: 'needs' }],
  ['d', { hops: null, direction: 'needed_by' }],
  ['1', { hops: 1, direction: 'both' }],
  ['2', { hops: 2, direction: 'both' }],
  ['3', { hops: 3, direction: 'both' }],
  ['0', null],
]);

const PANS: Readonly<Record<Arrow, readonly [x: number, y: number]>> = {
  ArrowLeft: [PAN, 0],
  ArrowRight: [-PAN, 0],
  ArrowUp: [0, PAN],
  ArrowDown: [0, -PAN],
};

function plainKey(key: string, commands: StageCommands): boolean {
  const scope = SCOPES.get(key.toLowerCase());
  if (isArrow(key)) commands.goTo(key);
  else if (key === 'Home' || key === 'End') commands.goToEnd(key === 'End');
  else if (key === 'PageDown' || key === 'PageUp') commands.goOn(key === 'PageDown' ? 1 : -1);
  else if (key === 'Enter') commands.press({ shift: false, control: false });
  else if (key === ' ') commands.press({ shift: false, control: true });
  else if (scope !== undefined) commands.scope(scope);
  else if (key.toLowerCase() === 'f') commands.fold();
  else if (key.toLowerCase() === 'b') commands.bringOutside();
  else if (key === '+' || key === '=') commands.zoomBy(ZOOM_STEP);
  else if (key === '-' || key === '−') commands.zoomBy(1 / ZOOM_STEP);
  else if (key === 'Delete') commands.remove();
  else return false;
  return true;
}

function shiftKey(key: string, code: string, commands: StageCommands): boolean {
  if (isArrow(key)) commands.panBy(...PANS[key]);
  else if (key === 'Enter') commands.press({ shift: true, control: false });
  // The sign above the 1 is another on other keyboards.
  else if (code === 'Digit1') commands.fit();
  // `+` is a shifted key on some.
  else return plainKey(key, commands);
  return true;
}

function controlKey(key: string, commands: StageCommands): boolean {
  if (key === 'f') commands.find();
  else if (key === 'c') commands.copy();
  else return false;
  return true;
}

/** Does what a key means while the picture has the focus. */
export function onStageKey(event: KeyboardEvent<HTMLElement>, commands: StageCommands): void {
  const { key, code, shiftKey: isShift, ctrlKey, metaKey, altKey } = event;
  if (altKey) return;
  const isDone =
    ctrlKey || metaKey
      ? controlKey(key.toLowerCase(), commands)
      : isShift
        ? shiftKey(key, code, commands)
        : plainKey(key, commands);
  if (!isDone) return;
  event.preventDefault();
  event.stopPropagation();
}
