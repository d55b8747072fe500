import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { planText } from '../../electron/registry/change/plan-text.ts';
import {
  sha256,
  storedName,
  toYaml,
  v3Item,
  v3Manifest,
  WorkspaceBuilder,
} from '../support/workspace-builder.ts';
import { forgedBatch, forgedEntry, forgedPlan } from './forged.ts';
import { filesIn } from './support.ts';

/** What a forged batch says that it is in the middle of. */
const STATES = ['moving', 'restoring', 'emptying', 'complete'];

const CONTENTS = Array.from({ length: 9 }, (_unused, place) => `bytes ${place}`);
const DATASETS = ['corn', 'maize'];
const MOUNTS = [...DATASETS.map((dataset) => `runs/${dataset}`), 'runs'];
const FOLDERS = [...DATASETS, 'corn-old', 'Corn'];

/** What a manifest that was written somewhere names: the dataset, and the names of its files. */
interface Named {
  readonly dataset: string;
  readonly names: readonly string[];
}

/** Picks by number; undefined of nothing. */
export function pick<Value>(values: readonly Value[], number: number): Value | undefined {
  return values.length === 0 ? undefined : values[number % values.length];
}

/**
 * A workspace in which nirs4all runs and people do things, and what is known of it without Stemma: what each manifest names,
 * also one that nobody can read any more.
 */
export class World {
  readonly root: string;
  readonly #builder: WorkspaceBuilder;
  /** By the bytes of manifests, of those that were cut off too. */
  readonly #named = new Map<string, Named>();
  readonly #whole = new Map<string, string>();
  /** Disks that are not there, by where they were mounted. */
  readonly #unmounted = new Map<string, string>();
  #uid = 0;

  constructor() {
    this.#builder = new WorkspaceBuilder();
    this.root = this.#builder.root;
  }

  /** Paths of the manifests in the workspace. */
  manifests(): string[] {
    return this.#files().filter((path) => basename(path) === 'manifest.yaml');
  }

  /** Those of pipelines that a run may still be writing: all here is written within minutes. */
  livingManifests(): string[] {
    return this.manifests().filter(
      (path) =>
        path.startsWith('runs/') &&
        !readFileSync(join(this.root, path), 'utf8').includes('\nexecution_traces'),
    );
  }

  /** A disk is taken away: what was mounted there is an empty folder now. */
  unmount(number: number): void {
    const at = pick(MOUNTS, number) ?? '';
    const isNested = [...this.#unmounted.keys()].some(
      (other) => other.startsWith(at) || at.startsWith(other),
    );
    const here = join(this.root, at);
    if (isNested || !existsSync(here) || readdirSync(here).length === 0) return;
    const disk = join(this.root, '..', `disk ${this.#unmounted.size} ${this.#uid}`);
    renameSync(here, disk);
    mkdirSync(here);
    this.#unmounted.set(at, disk);
  }

  /** All disks come back. */
  mount(): void {
    for (const [at, disk] of this.#unmounted) {
      // Work on another disk may have put something there since; then the disk stays away.
      if (readdirSync(join(this.root, at)).length > 0) continue;
      rmdirSync(join(this.root, at));
      renameSync(disk, join(this.root, at));
      this.#unmounted.delete(at);
    }
  }

  /** Datasets whose pipelines somebody has deleted by hand, and which are on no disk. */
  deleted(): string[] {
    return DATASETS.filter((dataset) => !this.#isAway(dataset));
  }

  #isAway(dataset: string): boolean {
    return this.#unmounted.has('runs') || this.#unmounted.has(`runs/${dataset}`);
  }

  /** Paths of the files below `binaries/`. */
  stored(): string[] {
    return filesIn(this.root, 'binaries');
  }

  /** A pipeline as nirs4all runs it: uses bytes again by their name, writes the file first and the manifest after it. */
  run(numbers: readonly number[]): void {
    const [first = 0, ...rest] = numbers;
    const dataset = pick(DATASETS, first) ?? '';
    if (this.#isAway(dataset)) return;
    const contents = [...new Set(rest.map((number) => pick(CONTENTS, number) ?? ''))];
    for (const content of contents) {
      if (!existsSync(join(this.root, 'binaries', dataset, storedName(content))))
        this.#builder.store(dataset, content);
    }
    const run = join(this.root, 'runs', dataset);
    const count = existsSync(run) ? readdirSync(run).filter((name) => /^\d{4}_/.test(name)).length : 0;
    const folder = `runs/${dataset}/${String(count + 1).padStart(4, '0')}_p_aaaaaa`;
    this.#uid += 1;
    const keys = { uid: `uid ${this.#uid}`, ...(first % 5 === 0 ? { execution_traces: undefined } : {}) };
    this.#write(
      `${folder}/manifest.yaml`,
      toYaml(
        v3Manifest(
          dataset,
          contents.map((content) => v3Item(content)),
          keys,
        ),
      ),
      {
        dataset,
        names: contents.map((content) => storedName(content)),
      },
    );
    this.#builder.file(`${folder}/pipeline.json`, `{"uid": ${this.#uid}}`);
  }

  /** Exports a pipeline, or files it in the library. */
  copy(number: number): void {
    const path = pick(this.manifests(), number);
    if (path === undefined) return;
    const folder = `${number % 2 === 0 ? 'library' : 'exports'}/${number % 4}`;
    mkdirSync(join(this.root, folder), { recursive: true });
    copyFileSync(join(this.root, path), join(this.root, folder, 'manifest.yaml'));
  }

  /** Somebody deletes a pipeline by hand. */
  removePipeline(number: number): void {
    const path = pick(this.manifests(), number);
    if (path !== undefined) rmSync(join(this.root, dirname(path)), { recursive: true });
  }

  /** A full disk, or a killed run, cuts a manifest off. */
  cut(number: number): void {
    const path = pick(this.manifests(), number);
    if (path === undefined) return;
    const text = readFileSync(join(this.root, path), 'utf8');
    const named = this.#named.get(sha256(text));
    const end = text.indexOf('\npredictions');
    if (named === undefined || end < 0) return;
    const short = text.slice(0, number % end);
    this.#whole.set(sha256(short), text);
    // An empty file says nothing of whose it is: what it named is known by the last one that was emptied so.
    this.#write(path, short, named);
  }

  /** Somebody puts the whole manifest back. */
  mend(): void {
    for (const path of this.manifests()) {
      const whole = this.#whole.get(sha256(readFileSync(join(this.root, path), 'utf8')));
      if (whole !== undefined) writeFileSync(join(this.root, path), whole);
    }
  }

  /** Somebody renames the folder of a dataset. */
  rename(number: number): void {
    const from = pick(FOLDERS, number) ?? '';
    const to = pick(FOLDERS, Math.floor(number / FOLDERS.length)) ?? '';
    const [old, young] = [from, to].map((name) => join(this.root, 'binaries', name));
    if (old === undefined || young === undefined || !existsSync(old) || existsSync(young)) return;
    renameSync(old, young);
  }

  /** Somebody leaves a file. */
  leaveFile(number: number): void {
    this.#builder.file(`binaries/${pick(FOLDERS, number)}/notes ${number % 3}.txt`, `note ${number}`);
  }

  /** Somebody ships a batch that leads out of the workspace, or into it, or whose journal says nothing. */
  forge(number: number): void {
    const id = `2020010${(number % 9) + 1}T000000Z-abcdef`;
    if (existsSync(join(this.root, '.stemma', 'trash', id))) return;
    mkdirSync(this.#away(), { recursive: true });
    const stranger = join(this.#away(), `stranger ${number % 9}`);
    writeFileSync(stranger, 'untouched');
    const places = ['..', this.#away(), '../../..'];
    if (number % 4 === 0) {
      const folder = forgedBatch(this.root, pick(STATES, number) ?? '', null, { id, withFiles: false });
      symlinkSync(pick(places, number) ?? '', join(folder, 'files'));
      return;
    }
    const text = pick(['{}', 'null', ''], number) ?? '';
    const entries = [forgedEntry(`../../../../../away/stranger ${number % 9}`, stranger)];
    const content = number % 4 === 1 ? planText(forgedPlan(this.root, entries)) : text;
    const state = number % 4 === 1 ? (pick(STATES, number) ?? '') : 'complete';
    forgedBatch(this.root, state, content, { id });
  }

  /** Somebody leaves a folder where the lock would be. */
  forgeLock(): void {
    const lock = join(this.root, '.stemma', 'lock');
    if (!existsSync(lock)) mkdirSync(join(lock, 'in it'), { recursive: true });
  }

  /** What lies outside of the workspace, as it is now. */
  strangers(): string[] {
    if (!existsSync(this.#away())) return [];
    return filesIn(this.#away()).map((path) => readFileSync(join(this.#away(), path), 'utf8'));
  }

  #away(): string {
    return join(this.root, '..', 'away');
  }

  /**
   * The stored files that manifests in the workspace need, by manifest: those that lie where they name them, else all that
   * may be meant because they have the name.
   */
  needs(): ReadonlyMap<string, readonly string[]> {
    const stored = this.stored();
    const there = new Set(stored);
    const here = new Set(this.manifests());
    const needs = new Map<string, readonly string[]>();
    for (const [path, text] of this.#everyManifest()) {
      const named = this.#named.get(sha256(readFileSync(text, 'utf8')));
      if (named === undefined) continue;
      needs.set(
        path,
        named.names.flatMap((name) => {
          const exact = `binaries/${named.dataset}/${name}`;
          if (there.has(exact)) return [exact];
          // What else a record may mean is known where its manifest is.
          return here.has(path) ? stored.filter((file) => basename(file) === name) : [];
        }),
      );
    }
    return needs;
  }

  /** Manifests of the workspace and of disks that are not there, by the paths that they have or will have; with their files. */
  everyManifest(): ReadonlySet<string> {
    return new Set(this.#everyManifest().keys());
  }

  #everyManifest(): Map<string, string> {
    const all = new Map(this.manifests().map((path) => [path, join(this.root, path)]));
    for (const [at, disk] of this.#unmounted) {
      for (const path of filesIn(disk).filter((each) => basename(each) === 'manifest.yaml')) {
        all.set(`${at}/${path}`, join(disk, path));
      }
    }
    return all;
  }

  #files(): string[] {
    return ['runs', 'library', 'exports'].flatMap((folder) => filesIn(this.root, folder));
  }

  #write(path: string, text: string, named: Named): void {
    this.#named.set(sha256(text), named);
    this.#builder.file(path, text);
  }
}
