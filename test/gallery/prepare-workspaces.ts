import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { CleanSelection } from '../../shared/api/deletion/clean-selection.ts';
import type { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { FixtureName } from '../support/fixtures.ts';
import { changeStore } from '../support/stores.ts';
import { WORKSPACE_NAMES, type WorkspaceIds, type WorkspaceName } from './page/workspace-names.ts';

/** A workspace while it is made: its folder, and what the core does in it once it is open. */
interface Made {
  readonly folder: string;
  readonly id: string;
  readonly core: CoreClient;
}

/** How a workspace is made: from a fixture, what a user then did to it, and what Stemma did. */
interface Recipe {
  readonly from: FixtureName | 'store-0.9.4' | 'store-1.4.10' | null;
  readonly spoil?: (folder: string) => void;
  readonly work?: (made: Made) => Promise<void> | void;
}

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** The manifests of pipelines in a folder, by path. */
const manifestsIn = (folder: string): string[] =>
  globSync('runs/*/*/manifest.yaml', { cwd: folder }).toSorted();

/** Cuts the first manifests off in the middle, as a full disk does. */
function cutOff(folder: string, count: number): void {
  for (const path of manifestsIn(folder).slice(0, count)) truncateSync(join(folder, path), 900);
}

async function scan({ core, id }: Made): Promise<void> {
  const told = await core.workspace.scan({ workspace: id });
  while ((await told.next()).done !== true);
}

/** Moves something to the trash, as a user would. */
async function move(made: Made, selection: CleanSelection): Promise<void> {
  const plan = await made.core.clean.plan({ workspace: made.id, selection });
  const told = await made.core.clean.apply({ workspace: made.id, plan: plan.id, breaks: true });
  while ((await told.next()).done !== true);
}

/** Has an entry of the library name a stored file of the dataset wheat. */
function nameInLibrary(folder: string, path: string): void {
  mkdirSync(join(folder, 'library'), { recursive: true });
  writeFileSync(
    join(folder, 'library', 'manifest.yaml'),
    'uid: named-since\ndataset: wheat\nartifacts:\n  items:\n  - artifact_id: x$y:all\n' +
      `    path: ${basename(path)}\n    artifact_type: model\npredictions: []\n`,
  );
}

/** Has folders of runs stand empty, as the mount point of a disk does that is not there. */
function standEmpty(folder: string, ...runs: readonly string[]): void {
  for (const run of runs) {
    rmSync(join(folder, 'runs', run), { recursive: true });
    mkdirSync(join(folder, 'runs', run));
  }
}

/** Puts something that no Stemma can unpack where copies of manifests are looked for. */
function putArchive(folder: string, name: string): void {
  mkdirSync(join(folder, 'library'), { recursive: true });
  writeFileSync(join(folder, 'library', name), 'not an archive at all');
}

const RECIPES: Readonly<Record<WorkspaceName, Recipe>> = {
  branches: { from: 'branches-stacking' },
  orphans: { from: 'orphans' },
  datasets: { from: 'several-datasets' },
  library: { from: 'bundle-and-library' },
  empty: {
    from: null,
    spoil: (folder) => {
      mkdirSync(join(folder, 'runs'), { recursive: true });
      mkdirSync(join(folder, 'binaries'));
    },
  },
  unreadable: { from: 'orphans', spoil: (folder) => cutOff(folder, 1) },
  'mostly-unreadable': {
    from: 'orphans',
    spoil: (folder) => cutOff(folder, 3),
    work: async (made) => {
      const [manifest = ''] = manifestsIn(made.folder);
      await scan(made);
      const typed = basename(dirname(manifest));
      await made.core.clean.countEmpty({ workspace: made.id, manifest, typed });
    },
  },
  'no-manifests': {
    from: 'orphans',
    spoil: (folder) => {
      rmSync(join(folder, 'runs'), { recursive: true });
      mkdirSync(join(folder, 'runs'));
    },
  },
  unlistable: {
    from: 'corn',
    spoil: (folder) => {
      rmSync(join(folder, 'runs'), { recursive: true });
      symlinkSync('nowhere', join(folder, 'runs'));
    },
  },
  trashed: {
    from: 'orphans',
    work: async (made) => {
      const orphans = { workspace: made.id, states: ['orphan'], sort: 'path', descending: false } as const;
      const { files } = await made.core.clean.files({ ...orphans, dataset: 'wheat', limit: 100 });
      const wheat = files.map(({ path }) => path);
      await move(made, { kind: 'orphans', only: wheat });
      await move(made, { kind: 'orphans', dataset: 'test_run' });
      const [named = '', taken = ''] = wheat;
      nameInLibrary(made.folder, named);
      writeFileSync(join(made.folder, taken), 'something else by now');
    },
  },
  interrupted: {
    from: 'orphans',
    work: async (made) => {
      await move(made, { kind: 'orphans' });
      const trash = join(made.folder, '.stemma', 'trash');
      const batch = join(trash, readdirSync(trash).toSorted().at(-1) ?? '');
      // As a kill after the last move leaves it.
      renameSync(join(batch, 'complete.journal'), join(batch, 'moving.journal'));
    },
  },
  locked: {
    from: 'orphans',
    spoil: (folder) => {
      mkdirSync(join(folder, '.stemma'));
      const owner = { host: 'lab-3', boot_id: null, pid_namespace: null, pid: 7, start_time: null };
      const lock = { ...owner, user: 'mara', nonce: 'of-lab-3', since: '2026-11-23T14:30:00.000Z' };
      writeFileSync(join(folder, '.stemma', 'lock'), `${JSON.stringify(lock)}\n`);
    },
  },
  emptied: { from: 'several-datasets', spoil: (folder) => standEmpty(folder, 'corn', 'corn2') },
  decided: {
    from: 'several-datasets',
    spoil: (folder) => {
      standEmpty(folder, 'corn');
      putArchive(folder, '2024.7z');
      putArchive(folder, '2025.7z');
    },
    work: async ({ core, id }) => {
      await core.clean.countDeleted({ workspace: id, dataset: 'corn' });
      await core.clean.lookPast({ workspace: id, path: 'library/2024.7z' });
    },
  },
  findings: {
    from: 'several-datasets',
    spoil: (folder) => {
      const stored = join(folder, 'binaries', 'corn');
      truncateSync(join(stored, 'model_PLSRegression_11d34321ea5f.joblib'), 4000);
      writeFileSync(join(stored, 'transformer_MinMaxScaler_2e87b1e846e0.joblib'), '');
      writeFileSync(join(folder, 'old-runs.zip'), '');
    },
    // The index knows what went.
    work: ({ folder }) => {
      rmSync(join(folder, 'runs', 'corn', '0002_stack_87fa7e'), { recursive: true });
      standEmpty(folder, 'lab_corn');
    },
  },
  damaged: {
    from: 'orphans',
    work: async (made) => {
      await move(made, { kind: 'orphans', dataset: 'wheat' });
      // What is moved within one second is not named in the order in which it was.
      const trash = join(made.folder, '.stemma', 'trash');
      const [batch = ''] = readdirSync(trash);
      await move(made, { kind: 'orphans', dataset: 'test_run' });
      truncateSync(join(trash, batch, 'complete.journal'), 300);
      symlinkSync('nowhere', join(trash, '20261124T091530Z-d4c1a0'));
    },
  },
  store: { from: 'store-1.4.10' },
  'store-unread': {
    from: 'store-1.4.10',
    spoil: (folder) => writeFileSync(join(folder, 'store.sqlite'), 'no database'),
  },
  'store-newer': {
    from: 'store-1.4.10',
    spoil: (folder) => changeStore(folder, (database) => database.pragma('user_version = 9')),
  },
  duck: {
    from: 'orphans',
    spoil: (folder) => writeFileSync(join(folder, 'store.duckdb'), 'DUCK'),
  },
  both: {
    from: 'orphans',
    spoil: (folder) =>
      cpSync(join(FIXTURES, 'store-0.9.4', 'workspace'), folder, {
        recursive: true,
        preserveTimestamps: true,
      }),
  },
};

/**
 * Makes the gallery's workspaces below an empty folder, from fixtures and by the core itself, and opens them.
 *
 * @returns the ids by which `host` knows them
 */
export async function prepareWorkspaces(host: CoreHost, below: string): Promise<WorkspaceIds> {
  const channel = host.connect({ readOnly: false });
  const core = coreClient(channel);
  // Most of it waits for threads and disks, so all are made at once.
  const prepare = async (name: WorkspaceName): Promise<readonly [WorkspaceName, string]> => {
    const { from, spoil, work } = RECIPES[name];
    const folder = join(below, name);
    if (from === null) mkdirSync(folder);
    else cpSync(join(FIXTURES, from, 'workspace'), folder, { recursive: true, preserveTimestamps: true });
    spoil?.(folder);
    const opened = await host.open({ path: folder, graceMs: 0 });
    if (!opened.ok) throw new Error(`${name} can't be opened: ${opened.error.message}`);
    const { id } = opened.value;
    const made = { folder, id, core };
    // So that a page shows what there is at once.
    await scan(made);
    if (work !== undefined) {
      await work(made);
      await scan(made);
    }
    return [name, id];
  };
  const ids = await Promise.all(WORKSPACE_NAMES.map((name) => prepare(name)));
  channel.close();
  return Object.fromEntries(ids) as WorkspaceIds;
}
