import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { BugLog } from '../../worker/serve-channel.ts';
import type { DropLimits } from './drop-limits.ts';
import { HostedDrop, type StagedBytes } from './hosted-drop.ts';
import type { StagedDrops } from './staged-drop.ts';
import type { StagingPlace } from '../../worker/staging-place.ts';

/** Whoever drops belong to: a page, told apart by its identity alone. */
export type DropOwner = object;

/** What was dropped onto pages, for as long as these are there. */
export class Drops implements StagedDrops {
  readonly #place: StagingPlace;
  readonly limits: DropLimits;
  readonly #log: BugLog;
  readonly #drops = new Map<string, { readonly drop: HostedDrop; owner: DropOwner }>();
  readonly #waiting = new Map<DropOwner, NodeJS.Timeout>();
  readonly #removals = new Set<Promise<void>>();
  readonly #bytes: StagedBytes = { staged: 0 };

  constructor(place: StagingPlace, limits: DropLimits, log: BugLog) {
    this.#place = place;
    this.limits = limits;
    this.#log = log;
  }

  /** Begins a drop of a page; one more than it may have makes its oldest go. Rejects with the system's error where nothing can be staged. */
  async begin(owner: DropOwner): Promise<HostedDrop> {
    const place = await this.#place.folder();
    const drop = new HostedDrop(randomUUID(), place, this.limits, this.#bytes);
    await mkdir(drop.folder, { mode: 0o700 });
    this.#drops.set(drop.id, { drop, owner });
    const own = this.#of(owner);
    for (const { id } of own.slice(0, Math.max(0, own.length - this.limits.ofPage))) this.forget(id);
    return drop;
  }

  find(id: string): HostedDrop | null {
    return this.#drops.get(id)?.drop ?? null;
  }

  /** Gives a drop to a page that came back over another connection; false where it is gone. */
  keep(id: string, owner: DropOwner): boolean {
    const kept = this.#drops.get(id);
    if (kept === undefined) return false;
    kept.owner = owner;
    return true;
  }

  forget(id: string): void {
    const drop = this.find(id);
    if (drop === null) return;
    this.#drops.delete(id);
    const removal = drop
      .remove()
      .catch((error: unknown) => this.#log('What was dropped could not be removed', error))
      .finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  /** Says that a page is gone: for good, or its connection broke and it may come back. */
  leave(owner: DropOwner, isForGood: boolean): void {
    const forgetAll = (): void => {
      this.#waiting.delete(owner);
      for (const { id } of this.#of(owner)) this.forget(id);
    };
    if (isForGood) forgetAll();
    else if (this.#of(owner).length > 0)
      this.#waiting.set(owner, setTimeout(forgetAll, this.limits.keepMs).unref());
  }

  /** Removes all. */
  async close(): Promise<void> {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    for (const id of this.#drops.keys()) this.forget(id);
    await Promise.all(this.#removals);
    await this.#place.remove();
  }

  #of(owner: DropOwner): HostedDrop[] {
    return [...this.#drops.values()].filter((one) => one.owner === owner).map(({ drop }) => drop);
  }
}
