/** The id of the box for the filter. */
export const FILTER_ID = 'filter';

/** Can be reached by the keyboard. */
const FOCUSABLE =
  '[role=grid], [role=treegrid], [role=tree], a[href], button:not(:disabled), input:not(:disabled), [tabindex="0"]';

function isThere(element: HTMLElement): boolean {
  return element.offsetParent !== null && element.tabIndex >= 0;
}

function enter(pane: HTMLElement): boolean {
  // A tree stands for a picture, which is what its view is about; lists beside it come after.
  const lists = [
    ...pane.querySelectorAll<HTMLElement>('[role=tree]'),
    ...pane.querySelectorAll<HTMLElement>('[role=grid], [role=treegrid]'),
  ];
  const all = [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const current = pane.querySelector<HTMLElement>('[aria-current]');
  const target = [...lists, ...(current === null ? [] : [current]), ...all].find((element) =>
    isThere(element),
  );
  target?.focus();
  return target !== undefined;
}

/** Moves the focus to the next part of the window (F6), or the one before; parts are marked by `data-pane`. */
export function goToPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let tried = 1; tried <= panes.length; tried += 1) {
    const start = at === -1 && step === -1 ? 0 : at;
    const pane = panes[(start + step * tried + panes.length * 2) % panes.length];
    if (pane !== undefined && enter(pane)) return;
  }
}

/** Moves the focus into the list of the view, where there is one. */
export function focusList(): void {
  const view = document.querySelector<HTMLElement>('main[data-pane]');
  if (view !== null) enter(view);
}

/** Whether the focus is in the inspector. */
export function hasInspectorFocus(): boolean {
  const inspector = document.querySelector('aside.inspector');
  return inspector !== null && inspector.contains(document.activeElement);
}

/** Whether something is shown in the inspector. */
export function isInspectorOpen(): boolean {
  return document.querySelector('aside.inspector') !== null;
}

/** Moves the focus to the filter. */
export function focusFilter(): void {
  const box = document.getElementById(FILTER_ID);
  box?.focus();
  if (box instanceof HTMLInputElement) box.select();
}
