import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { heldLock, takeLockAway } from '../../electron/registry/change/held-lock.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import type { PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { listEmptied } from '../../electron/registry/state/blocking.ts';
import { restoreWanted } from '../../electron/registry/trash/restore-wanted.ts';
import type { WritableFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { sha256 } from '../support/workspace-builder.ts';
import { afterRestart, livingProcess } from './machine.ts';
import { cleaningOf, drive, empty, filesIn, planned, restore, resume, sure, trashOf } from './support.ts';
import { pick, World } from './world.ts';
import { Crash, fatefulFileSystem, isChange } from './written-file-system.ts';

/** What happens in a life, how often, and whether Stemma does it. */
export const KINDS = [
  'run',
  'copy',
  'removePipeline',
  'cut',
  'mend',
  'rename',
  'leaveFile',
  'unmount',
  'mount',
  'clean',
  'undo',
  'undoSome',
  'empty',
  'wanted',
  'recover',
  'forge',
  'takeOver',
] as const;

/** One thing that happens; which files and names are picked by numbers. */
export interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly numbers: readonly number[];
  /** The change before which the program ends; null for never. */
  readonly crashAt: number | null;
  /** Whether it is only stopped there: somebody takes its lock by hand, works, and later it goes on. */
  readonly isStopped: boolean;
}

/** Each file by what it is for and its bytes, in its place or the trash; the number of a pipeline's folder may change. */
function bytesOf(root: string): Set<string> {
  const keys = filesIn(root)
    .filter((path) => !path.startsWith('.stemma/') || path.includes('/files/'))
    .map((path) => {
      const place = path.replace(/^\.stemma\/trash\/[^/]+\/files\//, '').replace(/\/\d{4}_p_aaaaaa\//, '/*/');
      return `${place} ${sha256(readFileSync(join(root, path)))}`;
    });
  return new Set(keys);
}

function expectNone(found: readonly unknown[]): void {
  expect(found).toEqual([]);
}

/** Why Stemma may refuse a whole request in a life like this; anything else would be a fault. */
const REFUSALS: ReadonlySet<CleanError['code']> = new Set([
  'UNREADABLE',
  'INTERRUPTED_WORK',
  'NO_MANIFESTS',
  'BREAKS',
  'NOT_FOUND',
  'NOT_MOVABLE',
  'MAY_BE_RUNNING',
]);

/** Datasets of which a run stands empty. */
function emptiedOf(here: Cleaning): (string | null)[] {
  return listEmptied(here.workspace.index).map(({ dataset }) => dataset);
}

/** One life: a world, and Stemma in it. */
export class Life {
  readonly world = new World();
  here: Cleaning = afterRestart(this.world.root);
  /** How often Stemma did something, and how often it ended, or was stopped, in the middle. */
  done = 0;
  crashes = 0;
  stops = 0;
  #isStopped = false;

  step({ kind, numbers, crashAt, isStopped }: Step): void {
    this.#isStopped = isStopped;
    const [number = 0, other = 0] = numbers;
    // Nobody puts runs back into the place where their disk is not: it would hide them when it comes.
    if (['undo', 'undoSome', 'wanted', 'recover'].includes(kind)) this.world.mount();
    switch (kind) {
      case 'run':
        return this.world.run(numbers);
      case 'copy':
        return this.world.copy(number);
      case 'removePipeline':
        return this.world.removePipeline(number);
      case 'cut':
        return this.world.cut(number);
      case 'mend':
        return this.world.mend();
      case 'rename':
        return this.world.rename(number);
      case 'leaveFile':
        return this.world.leaveFile(number);
      case 'forge':
        return this.world.forge(number);
      case 'takeOver':
        return this.#takeOver(number);
      case 'unmount':
        return this.world.unmount(number);
      case 'mount':
        return this.world.mount();
      case 'clean':
        return this.#work(crashAt, (here, begin) => this.#clean(here, begin, numbers));
      case 'undo':
      case 'undoSome': {
        const batch = pick(
          trashOf(this.here).filter(({ state }) => state !== 'damaged'),
          number,
        );
        if (batch === undefined) return undefined;
        const files = filesIn(this.world.root, `.stemma/trash/${batch.trash_id}/files`);
        const some = kind === 'undo' ? [] : files.filter((_path, place) => (place + other) % 2 === 0);
        const paths = some.map((path) => path.slice(`.stemma/trash/${batch.trash_id}/files/`.length));
        if (kind === 'undoSome' && paths.length === 0) return undefined;
        return this.#work(crashAt, (here, begin) => {
          begin();
          return restore(here, batch.trash_id, paths);
        });
      }
      case 'empty': {
        const ids = trashOf(this.here)
          .filter(({ state }) => state !== 'damaged')
          .map(({ trash_id: id }) => id);
        return this.#empty(
          crashAt,
          ids.filter((_id, place) => (place + number) % 2 === 0),
        );
      }
      case 'wanted':
        return this.#work(crashAt, (here, begin) => {
          begin();
          return drive(restoreWanted(here, NEVER));
        });
      case 'recover': {
        const batch = trashOf(this.here).find(({ state }) => state === 'interrupted');
        if (batch === undefined) return undefined;
        const isUndo = number % 2 === 0;
        // Who emptied the trash, and lets that be finished, gets nothing back.
        const keepsAll = isUndo || batch.interrupted !== 'emptying';
        return this.#work(
          crashAt,
          (here, begin) => {
            begin();
            return (isUndo ? restore : resume)(here, batch.trash_id);
          },
          keepsAll,
        );
      }
    }
  }

  /** The end: all work is finished, all that was moved comes back, and what is in the way is said. */
  end(): void {
    this.world.mount();
    this.#restart();
    for (const { trash_id: id, state } of trashOf(this.here)) {
      if (state === 'interrupted') sure(restore(this.here, id));
    }
    for (const { trash_id: id, state } of trashOf(this.here)) {
      if (state === 'damaged') continue;
      const { skipped } = sure(restore(this.here, id));
      // What somebody deleted by hand, or took into a forged batch of their own making, is told.
      expectNone(skipped.filter(({ reason }) => reason !== 'conflict' && reason !== 'gone'));
    }
    expectNone(trashOf(this.here).filter(({ state }) => state === 'interrupted'));
    expectNone(this.world.strangers().filter((state) => state !== 'untouched'));
  }

  #restart(): void {
    this.here.workspace.close();
    this.here = afterRestart(this.world.root);
  }

  #clean(here: Cleaning, begin: () => void, numbers: readonly number[]): Result<unknown, CleanError> {
    const [number = 0, other = 0, third = 0] = numbers;
    const manifest =
      pick(
        this.world.manifests().filter((path) => path.startsWith('runs/')),
        other,
      ) ?? '';
    const dataset = other % 2 === 0 ? 'corn' : 'maize';
    const notes = this.world.stored().filter((path) => path.endsWith('.txt'));
    const requests: PlanRequest[] = [
      { kind: 'orphans' },
      { kind: 'orphans', dataset, foreign: notes.slice(0, 1) },
      { kind: 'pipeline', manifest },
      { kind: 'pipeline', manifest },
      { kind: 'pipeline', manifest, keepFiles: true },
      { kind: 'failed' },
      { kind: 'dataset', dataset },
    ];
    const request = pick(requests, number) ?? { kind: 'orphans' };
    const consent = { whileRunning: other % 3 === 0 };
    let plan = planned(here, request, { consent });
    // Somebody who has deleted runs by hand says so; whoever only lacks a disk does not.
    const deleted = this.world.deleted().filter((each) => emptiedOf(here).includes(each));
    if (!plan.ok && deleted.length > 0) plan = planned(here, request, { consent, countDeleted: deleted });
    if (!plan.ok) return plan;
    // Between the plan and its doing, the world goes on.
    const { world } = this;
    const happenings = [
      () => world.run(numbers.toReversed()),
      () => world.copy(other),
      () => world.cut(other),
      () => world.rename(other),
      () => world.removePipeline(other),
      () => world.unmount(other),
      () => world.mount(),
    ];
    if (third % 2 === 0) pick(happenings, Math.floor(third / 2))?.();
    begin();
    const living = consent.whileRunning ? [] : world.livingManifests();
    const done = drive(applyPlan(here, plan.value, { ...NO_CONSENT, dataset }, NEVER));
    const there = new Set(world.manifests());
    expectNone(living.filter((path) => !there.has(path)));
    return done;
  }

  #empty(crashAt: number | null, ids: readonly string[]): void {
    const { root } = this.world;
    const inPlace = new Set(filesIn(root).filter((path) => !path.startsWith('.stemma/')));
    if (ids.length > 0) {
      this.#work(
        crashAt,
        (here, begin) => {
          begin();
          return empty(here, ids);
        },
        false,
      );
    }
    // It never touches what is in its place.
    for (const path of filesIn(root)) inPlace.delete(path);
    expectNone([...inPlace]);
  }

  /** Lets Stemma work, perhaps to the end of the program, and holds what it did to what must never happen. */
  #work(
    crashAt: number | null,
    work: (here: Cleaning, begin: () => void) => Result<unknown, CleanError>,
    keepsAll: boolean = true,
  ): void {
    const { root } = this.world;
    const isStopped = this.#isStopped && crashAt !== null && keepsAll;
    const bent = fatefulFileSystem((_name, number) => {
      if (number !== crashAt) return 'works';
      if (!isStopped) return 'crash';
      this.#meanwhile(crashAt);
      return 'works';
    }, isChange);
    const here = this.#worker(crashAt, isStopped, bent.fs);
    let needs = this.world.needs();
    let bytes = bytesOf(root);
    let done: Result<unknown, CleanError> = ok(undefined);
    try {
      done = work(here, () => {
        needs = this.world.needs();
        bytes = bytesOf(root);
        bent.begin();
      });
      this.done += 1;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.crashes += 1;
      this.#restart();
    }
    // Whoever finds the lock taken stops, and whoever finds the batch gone says so.
    if (!done.ok && !isStopped && !REFUSALS.has(done.error.code)) sure(done);
    if (isStopped) this.#restart();
    if (keepsAll) {
      const after = bytesOf(root);
      expectNone([...bytes].filter((key) => !after.has(key)));
    }
    this.#expectNeeds(needs, isStopped);
  }

  #worker(crashAt: number | null, isStopped: boolean, fs: WritableFileSystem): Cleaning {
    const { root } = this.world;
    if (isStopped) return cleaningOf(root, { fs, processes: livingProcess() });
    return crashAt === null ? this.here : afterRestart(root, fs);
  }

  /** Somebody finds the work standing still, takes its lock by hand and puts all back, or finishes it. */
  #meanwhile(number: number): void {
    const here = cleaningOf(this.world.root, { processes: livingProcess() });
    const held = sure(heldLock(here.site));
    if (held !== null) {
      this.stops += 1;
      sure(takeLockAway(here.site, held.mark));
      for (const { trash_id: id, state, interrupted } of trashOf(here)) {
        if (state !== 'interrupted' || interrupted === 'emptying') continue;
        const done: Result<unknown, CleanError> = (number % 2 === 0 ? restore : resume)(here, id);
        if (!done.ok && !REFUSALS.has(done.error.code)) sure(done);
      }
    }
    here.workspace.close();
  }

  /** Somebody takes away whatever lock lies there, by its mark. */
  #takeOver(number: number): void {
    if (number % 2 === 0) this.world.forgeLock();
    const held = sure(heldLock(this.here.site));
    if (held !== null) sure(takeLockAway(this.here.site, held.mark));
  }

  /**
   * Of each manifest that is in its place before and after, each file that it needs is in its place too. One that wakes between the
   * two calls of a move takes the file out of its place that somebody else has put back meanwhile: then it lies in the trash, where
   * it is missed, and is not lost.
   */
  #expectNeeds(before: ReadonlyMap<string, readonly string[]>, mayHaveWoken: boolean): void {
    const stored = new Set(this.world.stored());
    const manifests = this.world.everyManifest();
    const trashed = mayHaveWoken ? filesIn(this.world.root, '.stemma/trash') : [];
    const isThere = (path: string): boolean =>
      stored.has(path) || trashed.some((each) => each.endsWith(`/files/${path}`));
    for (const [manifest, files] of before) {
      if (!manifests.has(manifest)) continue;
      expectNone(files.filter((path) => !isThere(path)).map((path) => `${manifest} needs ${path}`));
    }
  }
}
