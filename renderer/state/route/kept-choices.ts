import type { OwnChoices } from './place.ts';
import type { View } from './views.ts';

/** By workspace and view, for as long as the page lives. */
const kept = new Map<string, OwnChoices>();

const keyOf = (workspace: string, view: View): string => `${view} ${workspace}`;

/** Keeps the choices of a view for when one comes back to it. */
export function keepChoices(workspace: string, view: View, own: OwnChoices): void {
  kept.set(keyOf(workspace, view), own);
}

/** The choices of a view when it was last shown. */
export function keptChoices(workspace: string): (view: View) => OwnChoices {
  return (view) => kept.get(keyOf(workspace, view)) ?? {};
}
