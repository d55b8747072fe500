import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import {
  WorkspaceBuilder,
  oldStoredName,
  storedName,
  toYaml,
  v3Item,
  v3Manifest,
} from './workspace-builder.ts';
import {
  CONTENTS,
  COPIES,
  DATASETS,
  OTHER_NAMES,
  PIPELINES,
  Picks,
  RUNS,
  entriesBelow,
  randomManifest,
} from './random-manifests.ts';

/** A change to a workspace: what, and numbers that pick the files and names that it is done to. */
export interface Change {
  readonly kind: ChangeKind;
  readonly picks: readonly number[];
}

/** Puts a file or folder out of the way of a new one. */
function clear(path: string): void {
  rmSync(path, { recursive: true, force: true });
  for (let above = dirname(path); ; above = dirname(above)) {
    const stamp = lstatSync(above, { throwIfNoEntry: false });
    if (stamp?.isDirectory() === true) break;
    if (stamp !== undefined) rmSync(above, { force: true });
  }
  mkdirSync(dirname(path), { recursive: true });
}

function keepingTimes(path: string, change: () => void): void {
  const { atime, mtime } = statSync(path);
  change();
  utimesSync(path, atime, mtime);
}

/** What a change does: `root` is the workspace, `outside` a folder beside it, `blocked` the folders that can't be listed. */
interface Place {
  readonly root: string;
  readonly outside: string;
  readonly blocked: Set<string>;
}

const isManifest = (path: string, isFolder: boolean): boolean => !isFolder && path.endsWith('manifest.yaml');
const isStored = (path: string, isFolder: boolean): boolean =>
  !isFolder && /^binaries\/|\/_binaries\//.test(path);
const isStore = (path: string, isFolder: boolean): boolean =>
  isFolder && /^binaries\/[^/]+$|_binaries$/.test(path);
const isPipeline = (path: string, isFolder: boolean): boolean =>
  isFolder && /^runs\/[^/]+\/[0-9][^/]*$/.test(path);

const CHANGES = {
  addPipeline({ root }: Place, picks: Picks) {
    const path = join(root, 'runs', picks.sure(RUNS), picks.sure(PIPELINES), 'manifest.yaml');
    clear(path);
    writeFileSync(path, randomManifest(picks));
  },
  addCopy({ root }: Place, picks: Picks) {
    const path = join(root, picks.sure(COPIES), 'manifest.yaml');
    clear(path);
    writeFileSync(path, picks.number() % 4 === 0 ? 'kind: Pod\n' : randomManifest(picks));
  },
  store({ root }: Place, picks: Picks) {
    const content = picks.sure(CONTENTS);
    const path = join(root, 'binaries', picks.sure(DATASETS), storedName(content));
    clear(path);
    writeFileSync(path, content);
  },
  storeOld({ root }: Place, picks: Picks) {
    const content = picks.sure(CONTENTS);
    const path = join(root, 'runs', picks.sure(RUNS), '_binaries', oldStoredName(content));
    clear(path);
    writeFileSync(path, content);
  },
  storeOther({ root }: Place, picks: Picks) {
    const path = join(
      root,
      'binaries',
      picks.sure([...DATASETS, '']),
      picks.sure(['', 'deep']),
      picks.sure(OTHER_NAMES),
    );
    clear(path);
    writeFileSync(path, 'x');
  },
  rewriteKeepingSizeAndTimes({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path === undefined) return;
    const text = readFileSync(join(root, path), 'utf8');
    const from = storedName(picks.sure(CONTENTS));
    const to = storedName(picks.sure(CONTENTS));
    keepingTimes(join(root, path), () => writeFileSync(join(root, path), text.replaceAll(from, to)));
  },
  replaceKeepingSizeAndTimes({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path === undefined) return;
    const text = readFileSync(join(root, path), 'utf8');
    keepingTimes(join(root, path), () => {
      writeFileSync(
        join(root, 'replacement'),
        text.replaceAll(storedName(picks.sure(CONTENTS)), storedName(picks.sure(CONTENTS))),
      );
      renameSync(join(root, 'replacement'), join(root, path));
    });
  },
  cut({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path === undefined) return;
    const text = readFileSync(join(root, path));
    writeFileSync(join(root, path), text.subarray(0, picks.number() % (text.length + 1)));
  },
  rewrite({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path !== undefined) writeFileSync(join(root, path), randomManifest(picks));
  },
  removeManifest({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path !== undefined) rmSync(join(root, path));
  },
  removeFile({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isStored));
    if (path !== undefined) rmSync(join(root, path));
  },
  renameFile({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isStored));
    if (path === undefined) return;
    const target = join(root, dirname(path), storedName(picks.sure(CONTENTS)));
    if (!existsSync(target)) renameSync(join(root, path), target);
  },
  replaceFile({ root }: Place, picks: Picks) {
    const files = entriesBelow(root, isStored);
    const [one, other] = [picks.of(files), picks.of(files)];
    if (one !== undefined && other !== undefined) renameSync(join(root, one), join(root, other));
  },
  touch({ root }: Place, picks: Picks) {
    const path = picks.of(
      entriesBelow(root, (_path, isFolder) => !isFolder).filter((file) => existsSync(join(root, file))),
    );
    if (path !== undefined)
      utimesSync(join(root, path), 1_000_000, picks.number() % 2 === 0 ? 1_000_000 : 4_000_000_000);
  },
  unmount({ root, outside }: Place, picks: Picks) {
    const at = picks.sure([...RUNS.map((run) => `runs/${run}`), 'runs']);
    const disk = join(outside, `disk ${at.replaceAll('/', '-')}`);
    if (existsSync(disk) || !existsSync(join(root, at))) return;
    mkdirSync(outside, { recursive: true });
    renameSync(join(root, at), disk);
    mkdirSync(join(root, at));
  },
  mount({ root, outside }: Place, picks: Picks) {
    const at = picks.sure([...RUNS.map((run) => `runs/${run}`), 'runs']);
    const disk = join(outside, `disk ${at.replaceAll('/', '-')}`);
    if (!existsSync(disk)) return;
    clear(join(root, at));
    renameSync(disk, join(root, at));
  },
  otherName({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path === undefined) return;
    const name = picks.sure(['manifest (1).yaml', 'manifest.yaml~', '.manifest.yaml.part', 'Manifest.yaml']);
    renameSync(join(root, path), join(root, dirname(path), name));
  },
  pack({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isPipeline));
    if (path === undefined) return;
    const manifest = join(root, path, 'manifest.yaml');
    if (!existsSync(manifest)) return;
    const bytes = zipSync({ [`${basename(path)}/manifest.yaml`]: readFileSync(manifest) });
    writeFileSync(join(root, `${path}.zip`), picks.number() % 4 === 0 ? bytes.subarray(0, 40) : bytes);
    rmSync(join(root, path), { recursive: true });
  },
  deepRun({ root }: Place, picks: Picks) {
    const dataset = `${picks.sure(DATASETS)}/deep`;
    const content = picks.sure(CONTENTS);
    const stored = join(root, 'binaries', dataset, storedName(content));
    const path = join(root, 'runs', dataset, picks.sure(PIPELINES), 'manifest.yaml');
    clear(stored);
    writeFileSync(stored, content);
    clear(path);
    writeFileSync(path, toYaml(v3Manifest(dataset, [v3Item(content)])));
  },
  movePipeline({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isPipeline));
    if (path === undefined) return;
    const folder = picks.sure([...RUNS.map((run) => `runs/${run}`), 'library', 'runs/corn/0002_rf_bbbbbb']);
    const target = `${folder}/${picks.sure(PIPELINES)}`;
    if (target === path || target.startsWith(`${path}/`) || existsSync(join(root, target))) return;
    clear(join(root, target));
    if (existsSync(join(root, path))) renameSync(join(root, path), join(root, target));
  },
  swapPipelines({ root }: Place, picks: Picks) {
    const folders = entriesBelow(root, isPipeline);
    const [one, other] = [picks.of(folders), picks.of(folders)];
    if (one === undefined || other === undefined || one === other) return;
    renameSync(join(root, one), join(root, 'swap'));
    renameSync(join(root, other), join(root, one));
    renameSync(join(root, 'swap'), join(root, other));
  },
  removePipeline({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isPipeline));
    if (path !== undefined) rmSync(join(root, path), { recursive: true });
  },
  renameRun({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, (entry, isFolder) => isFolder && /^runs\/[^/]+$/.test(entry)));
    const target = `runs/${picks.sure(RUNS)}`;
    if (path !== undefined && !existsSync(join(root, target)))
      renameSync(join(root, path), join(root, target));
  },
  renameStore({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isStore));
    const target = picks.sure([
      `binaries/${picks.sure(DATASETS)}`,
      `runs/${picks.sure(RUNS)}/_binaries`,
      'aside',
    ]);
    if (path === undefined || existsSync(join(root, target))) return;
    clear(join(root, target));
    if (existsSync(join(root, path))) renameSync(join(root, path), join(root, target));
  },
  removeStore({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isStore));
    if (path !== undefined) rmSync(join(root, path), { recursive: true });
  },
  moveStoreBehindLink({ root, outside }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isStore));
    if (path === undefined) return;
    const target = join(outside, `store ${picks.number()}`);
    if (existsSync(target)) return;
    renameSync(join(root, path), target);
    symlinkSync(target, join(root, path));
  },
  linkStore({ root }: Place, picks: Picks) {
    const path = join(root, 'binaries', picks.sure(DATASETS));
    clear(path);
    symlinkSync(picks.sure(DATASETS), path);
  },
  linkFile({ root, outside }: Place, picks: Picks) {
    const target = picks.of(entriesBelow(root, isStored));
    if (target === undefined) return;
    const path = join(root, 'binaries', picks.sure(DATASETS), storedName(picks.sure(CONTENTS)));
    if (existsSync(path)) return;
    clear(path);
    const real = join(root, target);
    if (picks.number() % 3 === 0) symlinkSync(join(outside, 'nothing'), path);
    else if (picks.number() % 2 === 0) symlinkSync(real, path);
    else if (lstatSync(real, { throwIfNoEntry: false })?.isFile() === true) linkSync(real, path);
  },
  linkLibrary({ root, outside }: Place, picks: Picks) {
    const path = join(root, 'library');
    if (existsSync(path)) return;
    const folder = join(outside, `library ${picks.number() % 2}`, 'entry');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'manifest.yaml'), randomManifest(picks));
    clear(path);
    symlinkSync(dirname(folder), path);
  },
  manifestAsFolder({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isManifest));
    if (path === undefined) return;
    rmSync(join(root, path));
    mkdirSync(join(root, path));
  },
  fileInPipeline({ root }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, isPipeline));
    if (path === undefined) return;
    writeFileSync(join(root, path, `Report_${picks.number() % 2}.csv`), 'x'.repeat(picks.number() % 9));
  },
  block({ root, blocked }: Place, picks: Picks) {
    const path = picks.of(entriesBelow(root, (_path, isFolder) => isFolder));
    if (path !== undefined) blocked.add(join(root, path));
  },
  unblock({ blocked }: Place) {
    blocked.clear();
  },
} satisfies Record<string, (place: Place, picks: Picks) => void>;

/** The kinds of changes. */
export type ChangeKind = keyof typeof CHANGES;

/** Does one change. Where there is nothing that it could be done to, or the system refuses, little or nothing happens. */
export function applyChange(place: Place, { kind, picks }: Change): void {
  try {
    CHANGES[kind](place, new Picks(picks));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

/** Random changes of all kinds; those that add something come more often. */
export function changes(): fc.Arbitrary<Change> {
  const kinds = Object.keys(CHANGES) as ChangeKind[];
  const more: ChangeKind[] = [
    'addPipeline',
    'addPipeline',
    'addPipeline',
    'store',
    'store',
    'storeOld',
    'addCopy',
    'unblock',
  ];
  return fc.record({
    kind: fc.constantFrom(...kinds, ...more),
    picks: fc.array(fc.nat({ max: 10_000 }), { minLength: 8, maxLength: 24 }),
  });
}

/** A workspace to begin with: pipelines and files made from random numbers. */
export function beginning(root: string, outside: string, seeds: readonly number[]): void {
  const builder = new WorkspaceBuilder(root);
  const place = { root: builder.root, outside, blocked: new Set<string>() };
  for (const seed of seeds) {
    const picks = Array.from({ length: 16 }, (_unused, turn) => (seed * (turn + 3) + turn * 7919) % 10_007);
    applyChange(place, { kind: 'addPipeline', picks });
    applyChange(place, { kind: 'store', picks: picks.toReversed() });
    applyChange(place, { kind: 'store', picks: picks.slice(5) });
    applyChange(place, { kind: 'storeOld', picks });
  }
}
