import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  closeDatabase,
  removeDatabase,
  serializeDatabase,
  type ReadableIndex,
} from '../../registry/index/database.ts';
import { contentVersion } from '../../registry/index/content-version.ts';
import { areWaysPending, WaysPending } from '../../registry/index/pending-ways.ts';
import { isDamage, ofOneState, openReader, openReaderOf } from '../../registry/index/reader.ts';
import { scannedAt } from '../../registry/index/scanned-at.ts';
import { readAhead } from '../../registry/ask/read-ahead.ts';
import type { ViewContext } from '../../registry/columns/columns.ts';
import { Memo } from '../../registry/columns/memo.ts';
import type { Slices } from '../../registry/columns/slices.ts';
import type { QueryContext } from '../../registry/state/context.ts';
import { sliceBySlice } from './slice-by-slice.ts';

/** For so long nobody has to ask before the core works ahead, in milliseconds. */
const IDLE_MS = 1500;

/** An answer, or that there is no index to ask yet. */
export type Answer<Value> = { readonly isReady: true; readonly value: Value } | { readonly isReady: false };

/** What was worked out of an index, and of which state of it. */
interface Worked {
  readonly index: ReadableIndex;
  readonly version: number;
  readonly memo: Memo;
}

/** Which file an index was opened from, null for one in memory, and in which state it was; null where that can't be asked. */
interface Edition {
  readonly inode: bigint | null;
  readonly version: number | null;
}

function inodeOf(file: string | null): bigint | null {
  return file === null ? null : (statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null);
}

function versionOf(index: ReadableIndex): number | null {
  try {
    return contentVersion(index);
  } catch (error) {
    // Whoever asks it next is told of the damage.
    if (isDamage(error)) return null;
    throw error;
  }
}

/** What questions need besides the index, as it is when they are asked. */
export type Asked = Omit<QueryContext, 'index'>;

/**
 * The index of a workspace as the core asks it: through a connection that only reads, so that no answer waits for the job that
 * writes it in another thread.
 */
export class OpenedIndex {
  readonly #file: string | null;
  readonly #asked: () => Asked;
  readonly #onDamage: (reason: string) => void;
  readonly #deriveWays: () => Promise<boolean>;
  #index: ReadableIndex | null = null;
  /** What was opened, which is what windows were told of. */
  #edition: Edition | null = null;
  /** When a question in slices was last asked, in the time of this thread. */
  #askedAt = 0;
  #worked: Worked | null = null;

  /**
   * @param file the index file; null where it lives in memory, and comes as bytes
   * @param onDamage told after a damaged index was thrown away: it has to be built again
   * @param deriveWays has the ways derived that are left; false where that was given up, because the workspace is closed
   */
  constructor(
    file: string | null,
    asked: () => Asked,
    onDamage: (reason: string) => void,
    deriveWays: () => Promise<boolean>,
  ) {
    this.#file = file;
    this.#asked = asked;
    this.#onDamage = onDamage;
    this.#deriveWays = deriveWays;
    this.#open(null);
  }

  /** Whether there is one to ask. */
  get isOpen(): boolean {
    return this.#index !== null;
  }

  /**
   * Whether it says something else than when it was opened: another Stemma that looks at the same workspace writes the same file, or
   * has put a new one in its place.
   */
  get isOutdated(): boolean {
    const index = this.#index;
    const known = this.#edition;
    if (index === null || known === null) return false;
    const inode = index.raw.memory ? null : inodeOf(this.#file);
    return versionOf(index) !== known.version || inode !== known.inode;
  }

  /** Whether ways are left to be derived. */
  get areWaysPending(): boolean {
    return this.#index !== null && areWaysPending(this.#index);
  }

  /** When the last scan ended, in milliseconds since 1970; null before the first. */
  get scannedAt(): number | null {
    return this.#index === null ? null : scannedAt(this.#index);
  }

  /**
   * Asks it, all of the question of one state of it. One that turns out damaged is thrown away; until it was built again there is
   * nothing to ask.
   */
  ask<Value>(question: (context: QueryContext) => Value): Answer<Value> {
    const index = this.#index;
    if (index === null) return { isReady: false };
    try {
      return { isReady: true, value: ofOneState(index, () => question({ index, ...this.#asked() })) };
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#throwAway(error);
      return { isReady: false };
    }
  }

  /**
   * Asks what takes longer, slice by slice; what all such questions are made of is worked out once for each state of the index. When the
   * index, or what is asked along with it, changes meanwhile, the question is asked again of what it says then; where it needs ways that
   * are left, once those are derived.
   */
  async askInSlices<Value>(
    question: (context: ViewContext) => Slices<Value>,
    signal?: AbortSignal,
  ): Promise<Answer<Value>> {
    for (;;) {
      this.#askedAt = performance.now();
      const index = this.#index;
      if (index === null) return { isReady: false };
      let isCurrent = (): boolean => this.#index === index;
      try {
        const worked = this.#workedOut(index);
        const { memo, version } = worked;
        // Also what is asked along with the index may be another one by the end: then what was worked out is forgotten.
        isCurrent = () => this.#worked === worked && contentVersion(index) === version;
        const done = await sliceBySlice(question({ index, ...this.#asked(), memo }), isCurrent, signal);
        if (done !== null) return { isReady: true, value: done.value };
      } catch (error) {
        if (isDamage(error)) {
          if (this.#index === index) this.#throwAway(error);
          return { isReady: false };
        }
        if (error instanceof WaysPending) {
          if (await this.#deriveWays()) continue;
          return { isReady: false };
        }
        // Statements before and after a change don't fit together: that is no bug, and asking again mends it.
        if (isCurrent() || signal?.aborted === true) throw error;
      }
    }
  }

  /**
   * Works out what the lists will want before anybody asks: once nobody has asked for a while and nothing is scanned, because a
   * window that comes up needs the processors too.
   */
  async workAhead(isScanning: () => boolean): Promise<void> {
    do await setTimeout(IDLE_MS, undefined, { ref: false });
    while (this.#index !== null && (isScanning() || performance.now() - this.#askedAt < IDLE_MS));
    await this.askInSlices((context) => readAhead(context));
  }

  /** All of it as bytes where it lives in memory, for another thread that asks it; null where that can open its file. */
  snapshot(): Uint8Array | null {
    const index = this.#index;
    return index === null || !index.raw.memory ? null : serializeDatabase(index);
  }

  /** After a change: a first scan has put a new file in its place, and one in memory is a new copy. */
  reopen(snapshot: Uint8Array | null): void {
    this.close();
    this.#open(snapshot);
  }

  /** Forgets what was worked out: what is asked along with the index changed. */
  forgetAnswers(): void {
    this.#worked = null;
  }

  /** Lets go of it. */
  close(): void {
    if (this.#index !== null) closeDatabase(this.#index);
    this.#index = null;
    this.#worked = null;
  }

  #open(snapshot: Uint8Array | null): void {
    // Before the file is opened: one that takes its place meanwhile is then known for another one.
    const inode = snapshot === null ? inodeOf(this.#file) : null;
    if (snapshot !== null) this.#index = openReaderOf(snapshot);
    else if (this.#file !== null) this.#index = openReader(this.#file);
    this.#edition = this.#index === null ? null : { inode, version: versionOf(this.#index) };
  }

  #workedOut(index: ReadableIndex): Worked {
    const version = contentVersion(index);
    if (this.#worked?.index !== index || this.#worked.version !== version) {
      this.#worked = { index, version, memo: new Memo() };
    }
    return this.#worked;
  }

  #throwAway(error: unknown): void {
    this.close();
    if (this.#file !== null) removeDatabase(this.#file);
    this.#onDamage(error instanceof Error ? error.message : String(error));
  }
}
