import type { Earlier } from './earlier.ts';
import type { Spot } from './spots.ts';

/** Stands for a frame that is not there yet. */
export const NO_FRAME = -1;

/**
 * Which frame of its branches a box goes into, where a branch has several: what comes to a branch that has no more room goes into another
 * frame of it, so that nothing has to make room.
 */
export class Parts {
  readonly #earlier: Earlier;
  /** By the branches and the frame around them: the frames that they have there, the latest last. */
  readonly #known = new Map<string, Set<number>>();
  readonly #refused = new Map<Spot, Set<number>>();

  constructor(earlier: Earlier) {
    this.#earlier = earlier;
    for (const [{ path }, frames] of earlier.framesOf) {
      for (const [depth, frame] of frames.entries()) {
        const key = this.#key(path, depth, frames[depth - 1] ?? null);
        const known = this.#known.get(key) ?? new Set();
        known.add(frame);
        this.#known.set(key, known);
      }
    }
  }

  /** The frames of a box, outermost first; those that are not there yet are equal. */
  of(spot: Spot): readonly number[] {
    const { framesOf } = this.#earlier;
    const stood = framesOf.get(spot);
    if (stood !== undefined) return stood;
    const refused = this.#refused.get(spot);
    const before = new Set(spot.ins.flatMap(({ from }) => framesOf.get(from) ?? []));
    const chosen: number[] = [];
    for (const depth of spot.path.keys()) {
      const outer = chosen[depth - 1] ?? null;
      const known = [...(this.#known.get(this.#key(spot.path, depth, outer)) ?? [])].filter(
        (frame) => refused?.has(frame) !== true,
      );
      // Where what leads to it stands, or the latest.
      chosen.push(known.find((frame) => before.has(frame)) ?? known.at(-1) ?? NO_FRAME);
    }
    return chosen;
  }

  /** A box has no room in a frame. */
  refuse(spot: Spot, frame: number): void {
    const refused = this.#refused.get(spot) ?? new Set();
    refused.add(frame);
    this.#refused.set(spot, refused);
  }

  #key(path: readonly number[], depth: number, outer: number | null): string {
    return JSON.stringify([path.slice(0, depth + 1), outer]);
  }
}
