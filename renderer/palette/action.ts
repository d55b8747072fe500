/** Something that can be done in the window, as the palette lists it. */
export interface Action {
  readonly id: string;
  readonly text: string;
  /** Other words by which people ask for it. */
  readonly also?: string;
  /** `Ctrl I`; null where no key does it. */
  readonly keys: string | null;
  /** Why it can't be done now; null where it can. */
  readonly refusal: string | null;
  readonly run: () => void;
}

/** The actions that a text means: words of it in any order; those that can be done come first. */
export function matchingActions(actions: readonly Action[], text: string): readonly Action[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return actions
    .filter(({ text: own, also = '' }) =>
      words.every((word) => `${own} ${also}`.toLowerCase().includes(word)),
    )
    .toSorted((one, other) => Number(one.refusal !== null) - Number(other.refusal !== null));
}
