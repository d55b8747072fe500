/** Which rows of a tree are open: what the user said of a row, and under which all are. */
export interface OpenState {
  readonly said: ReadonlyMap<string, boolean>;
  /** Rows below which everything is open unless said otherwise. */
  readonly deep: ReadonlySet<string>;
}

/** As each row is by itself. */
export const NOTHING_SAID: OpenState = { said: new Map(), deep: new Set() };

/** The state after a row was opened or closed; `isDeep` opens all below it. */
export function withOpen({ said, deep }: OpenState, key: string, open: boolean, isDeep: boolean): OpenState {
  const nextSaid = new Map(said);
  const nextDeep = new Set(deep);
  if (isDeep) {
    const below = `${key}/`;
    for (const one of said.keys()) if (one.startsWith(below)) nextSaid.delete(one);
    nextDeep.add(key);
  } else if (!open) {
    nextDeep.delete(key);
  }
  nextSaid.set(key, open);
  return { said: nextSaid, deep: nextDeep };
}

/** The state after some rows were opened, so that what is below them is seen. */
export function withAllOpen(state: OpenState, keys: readonly string[]): OpenState {
  const said = new Map(state.said);
  for (const key of keys) said.set(key, true);
  return { said, deep: state.deep };
}

/** Asks whether rows are open, and knows below which it is deep: only so many are opened at once. */
export class OpenRows {
  readonly #state: OpenState;
  #left: number;

  /** @param most how many rows may be open because of a row above them */
  constructor(state: OpenState, most: number) {
    this.#state = state;
    this.#left = most;
  }

  /** Whether a row is open; `isDeep` where a row above it opened all below, `usual` where nothing was said. */
  isOpen(key: string, isDeep: boolean, usual: boolean): boolean {
    const said = this.#state.said.get(key);
    if (said !== undefined) return said;
    if (usual) return true;
    if (!isDeep || this.#left <= 0) return false;
    this.#left -= 1;
    return true;
  }

  /** Whether all below a row is to be open. */
  isDeep(key: string, above: boolean): boolean {
    return above || this.#state.deep.has(key);
  }
}
