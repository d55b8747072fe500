import type { OwnChoices } from '../../state/route/place.ts';

/** Choices of how much of a pipeline is drawn, by their names in the address. */
const NAMES = ['folds', 'fold', 'branch', 'large', 'at', 'steps', 'way'] as const;

/** By manifest, for as long as the page lives. */
const kept = new Map<string, OwnChoices>();

/** Keeps what was chosen to be drawn of a pipeline, for when one comes back to it. */
export function keepPart(manifest: string, own: OwnChoices): void {
  kept.set(
    manifest,
    Object.fromEntries(NAMES.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]))),
  );
}

/** What was chosen of it when it was last drawn; nothing where it was not. */
export function keptPart(manifest: string): OwnChoices {
  return kept.get(manifest) ?? {};
}
