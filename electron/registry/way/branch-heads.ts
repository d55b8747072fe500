/**
 * Where the features have got to, in every branch and for every source, while the steps are gone through in order.
 */

/** The latest carriers at one place. A source that has none of its own is at `inherited`, or at `base` where that is null. */
interface Front {
  base: readonly number[];
  bySource: Map<number, readonly number[]>;
  inherited: Front | null;
  /** Heads of all sources together, until the front moves. */
  all: readonly number[] | null;
}

/** A branch. Its children are the branches that are open: whatever carries features behind them closes them. */
interface Fork {
  front: Front | null;
  /** Step that last moved `front`. */
  movedBy: number | null;
  models: number[];
  readonly children: Map<number, Fork>;
  joined: { version: number; heads: readonly number[] } | null;
}

/** A place: the branch itself, and the front that holds there (its own, or that of the nearest branch around it). */
interface Place {
  readonly fork: Fork;
  readonly front: Front;
}

function newFork(front: Front | null): Fork {
  return { front, movedBy: null, models: [], children: new Map(), joined: null };
}

function newFront(base: readonly number[], inherited: Front | null): Front {
  return { base, bySource: new Map(), inherited, all: null };
}

function ascending(ids: Iterable<number>): number[] {
  return [...new Set(ids)].sort((one, other) => one - other);
}

/** Thousands of branches may stand at the same front: its heads are looked at once. */
function distinctFronts(places: readonly Place[]): Front[] {
  return [...new Set(places.map(({ front }) => front))];
}

/** Nothing here recurses: branch paths of a damaged manifest may be thousands deep. */
export class BranchHeads {
  readonly #root: Fork = newFork(newFront([], null));
  readonly #sourceOf: (node: number) => number | null;
  readonly #sourceCount: number;
  #version = 0;

  /** `sourceCount`: how many sources the records name; the trace's own count is 1 even where there are two. */
  constructor(sourceCount: number, sourceOf: (node: number) => number | null) {
    this.#sourceCount = sourceCount;
    this.#sourceOf = sourceOf;
  }

  /** Nodes whose output arrives at a place, for one source or for all (null), out of all branches that are open below it. */
  headsAt(branchPath: readonly number[], source: number | null): readonly number[] {
    const place = this.#placeAt(branchPath);
    if (place.fork.children.size === 0) return this.#headsOf(place.front, source);
    if (source !== null) {
      return ascending(this.#leafFronts(place).flatMap((front) => this.#headsOf(front, source)));
    }
    if (place.fork.joined?.version !== this.#version) {
      const heads = ascending(this.#leafFronts(place).flatMap((front) => this.#headsOf(front, null)));
      place.fork.joined = { version: this.#version, heads };
    }
    return place.fork.joined.heads;
  }

  /**
   * What a merge of predictions takes: the models of the branches that are open below a place, and the features of
   * a branch that has none; without open branches the models of the place itself.
   */
  predictionsAt(branchPath: readonly number[]): readonly number[] {
    const place = this.#placeAt(branchPath);
    if (place.fork.children.size === 0) {
      return place.fork.models.length > 0 ? [...place.fork.models] : this.headsAt(branchPath, null);
    }
    const open = this.#below(place);
    const withoutModel = open.filter(({ fork }) => fork.children.size === 0 && fork.models.length === 0);
    const models = open.flatMap(({ fork }) => fork.models);
    return ascending([
      ...models,
      ...distinctFronts(withoutModel).flatMap((front) => this.#headsOf(front, null)),
    ]);
  }

  /** Moves the front of a place to `nodes`, and closes the branches below it. `step` is who did it. */
  carry(
    branchPath: readonly number[],
    source: number | null,
    nodes: readonly number[],
    step: number | null,
  ): void {
    const { fork, front } = this.#placeAt(branchPath);
    if (source === null) {
      fork.front = newFront(nodes, null);
    } else {
      if (fork.children.size > 0) fork.front = newFront(this.headsAt(branchPath, null), null);
      else fork.front ??= newFront([], front);
      fork.front.bySource.set(source, nodes);
      fork.front.all = null;
    }
    fork.children.clear();
    fork.movedBy = step;
    this.#version++;
  }

  /** Forgets the models of a place: a merge has taken them. */
  forgetModels(branchPath: readonly number[]): void {
    this.#placeAt(branchPath).fork.models = [];
  }

  addModel(branchPath: readonly number[], node: number): void {
    this.#placeAt(branchPath).fork.models.push(node);
  }

  /** Whether features already went through this very branch in a step before `step`. */
  wasMovedBefore(branchPath: readonly number[], step: number): boolean {
    const { movedBy } = this.#placeAt(branchPath).fork;
    return movedBy !== null && movedBy < step;
  }

  #placeAt(branchPath: readonly number[]): Place {
    let fork = this.#root;
    let front = fork.front ?? newFront([], null);
    for (const index of branchPath) {
      let child = fork.children.get(index);
      if (child === undefined) {
        child = newFork(null);
        fork.children.set(index, child);
        this.#version++;
      }
      fork = child;
      front = fork.front ?? front;
    }
    return { fork, front };
  }

  /** All open branches below a place, the place not included. */
  #below(place: Place): Place[] {
    const found: Place[] = [];
    const waiting: Place[] = [place];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at !== place) found.push(at);
      for (const child of at.fork.children.values())
        waiting.push({ fork: child, front: child.front ?? at.front });
    }
    return found;
  }

  #leafFronts(place: Place): Front[] {
    return distinctFronts(this.#below(place).filter(({ fork }) => fork.children.size === 0));
  }

  #headsOf(front: Front, source: number | null): readonly number[] {
    if (source === null) {
      front.all ??= this.#allHeads(front);
      return front.all;
    }
    for (let at: Front | null = front; at !== null; at = at.inherited) {
      const heads = at.bySource.get(source);
      if (heads !== undefined) return heads;
      if (at.inherited === null) {
        const fitting = at.base.filter((node) => (this.#sourceOf(node) ?? source) === source);
        return fitting.length > 0 ? fitting : at.base;
      }
    }
    return [];
  }

  #allHeads(front: Front): readonly number[] {
    const sources = new Map<number, readonly number[]>();
    for (let at: Front | null = front; at !== null; at = at.inherited) {
      for (const [source, heads] of at.bySource) if (!sources.has(source)) sources.set(source, heads);
      if (at.inherited !== null) continue;
      const heads = [...sources.values()].flat();
      // Where every source has moved on, nothing arrives from the base any more.
      if (sources.size >= this.#sourceCount && sources.size > 0) return ascending(heads);
      for (const node of at.base) if (!sources.has(this.#sourceOf(node) ?? -1)) heads.push(node);
      return ascending(heads);
    }
    return [];
  }
}
