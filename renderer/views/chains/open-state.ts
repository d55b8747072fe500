/** Which rows of a tree are open: what the user said of a row, and under which all are. */
export interface OpenState {
  readonly said: ReadonlyMap<string, boolean>;
  /** Rows below which everything is being opened, as far as it comes in. */
  readonly deep: ReadonlySet<string>;
  /** How many rows of each level that has opened so far. */
  readonly spent: ReadonlyMap<number, number>;
}

/** A row that is open because of a row above it. */
export interface OpenedRow {
  readonly key: string;
  readonly level: number;
}

/** As each row is by itself. */
export const NOTHING_SAID: OpenState = { said: new Map(), deep: new Set(), spent: new Map() };

/** The state after a row was opened or closed; `isDeep` opens all below it. */
export function withOpen(
  { said, deep, spent }: OpenState,
  key: string,
  open: boolean,
  isDeep: boolean,
): OpenState {
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
  return { said: nextSaid, deep: nextDeep, spent };
}

/** The state after some rows were opened, so that what is below them is seen. */
export function withAllOpen(state: OpenState, keys: readonly string[]): OpenState {
  const said = new Map(state.said);
  for (const key of keys) said.set(key, true);
  return { ...state, said };
}

/**
 * The state after rows were opened because of a row above them. From then on they are open like those that the user
 * opened, so that what comes in later closes none of them. `isDone` ends the opening: what comes even later stays closed.
 */
export function withOpened(state: OpenState, opened: readonly OpenedRow[], isDone: boolean): OpenState {
  if (opened.length === 0 && (!isDone || state.deep.size === 0)) return state;
  const { said } = withAllOpen(
    state,
    opened.map(({ key }) => key),
  );
  if (isDone) return { ...NOTHING_SAID, said };
  const spent = new Map(state.spent);
  for (const { level } of opened) spent.set(level, (spent.get(level) ?? 0) + 1);
  return { said, deep: state.deep, spent };
}

/** Says which rows are open, asked in their order. Only so many of a level are opened by a row above them. */
export class OpenRows {
  readonly #state: OpenState;
  readonly #mostAt: (level: number) => number;
  readonly #spent: Map<number, number>;
  readonly #opened: OpenedRow[] = [];

  /** @param mostAt how many rows of a level may be open below one that opened all below it */
  constructor(state: OpenState, mostAt: (level: number) => number) {
    this.#state = state;
    this.#mostAt = mostAt;
    this.#spent = new Map(state.spent);
  }

  /** Rows that are open only because of a row above them, for {@link withOpened}. */
  get opened(): readonly OpenedRow[] {
    return this.#opened;
  }

  /** Whether a row is open; `isDeep` where a row above it opened all below, `usual` where nothing was said. */
  isOpen(key: string, level: number, isDeep: boolean, usual: boolean): boolean {
    const said = this.#state.said.get(key);
    if (said !== undefined) return said;
    if (usual) return true;
    const spent = this.#spent.get(level) ?? 0;
    if (!isDeep || spent >= this.#mostAt(level)) return false;
    this.#spent.set(level, spent + 1);
    this.#opened.push({ key, level });
    return true;
  }

  /** Whether all below a row is to be open. */
  isDeep(key: string, above: boolean): boolean {
    return above || this.#state.deep.has(key);
  }
}
