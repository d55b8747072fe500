import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { ownerHere, thisMachine } from '../../electron/registry/change/lock-owner.ts';
import { ask, askInVain, fixtureWorkspace, stemma } from '../cli/support.ts';
import { AT_ONCE, withTrash, type PlanDocument } from './cli-support.ts';
import { filesIn, snapshot } from './support.ts';

interface Batch {
  readonly trash_id: string;
  readonly state: string;
  readonly files: number;
  readonly wanted: number;
}

interface RestoreDocument {
  readonly plan: { readonly entries: readonly { readonly path: string; readonly clash: string | null }[] };
  readonly result: null | {
    readonly restored: readonly { readonly path: string; readonly target: string }[];
    readonly restored_bytes: number;
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  };
}

interface EmptyDocument {
  readonly plan: {
    readonly entries: readonly { readonly trash_id: string; readonly path: string }[];
    readonly frees_bytes: number;
    readonly stays: readonly { readonly path: string; readonly reason: string }[];
  };
  readonly result: null | { readonly removed: readonly unknown[]; readonly freed_bytes: number };
}

const listed = async (workspace: string): Promise<Batch[]> => await ask<Batch[]>(workspace, 'trash', 'list');

describe('trash list', () => {
  it('has the keys of the contract, and nothing where there is none', async () => {
    const { workspace, id } = await withTrash();
    const batches = await listed(workspace);
    expect(batches).toMatchObject([
      { trash_id: id, kind: 'orphans', files: 26, state: 'complete', wanted: 0 },
    ]);
    const keys = ['trash_id', 'time', 'kind', 'files', 'bytes', 'state', 'wanted'];
    expect(Object.keys(batches[0] ?? {})).toEqual(expect.arrayContaining(keys));
    const fresh = fixtureWorkspace('corn');
    expect(await listed(fresh)).toEqual([]);
    expect((await stemma(['trash', 'list', '-w', fresh])).out).toBe('The trash is empty.\n');
  });
});

describe('trash restore', () => {
  it('shows what would go back, and with --apply puts every byte and time back', async () => {
    const workspace = fixtureWorkspace('orphans');
    const before = snapshot(workspace);
    const { result } = await ask<PlanDocument>(workspace, 'clean', 'failed', '--apply', ...AT_ONCE);
    const id = result?.trash_id ?? '';
    const moved = snapshot(workspace);
    expect(moved).not.toEqual(before);
    const plan = await ask<RestoreDocument>(workspace, 'trash', 'restore', id);
    expect(plan.result).toBeNull();
    expect(plan.plan.entries).toHaveLength(result?.moved.length ?? 0);
    expect(snapshot(workspace)).toEqual(moved);
    const done = await ask<RestoreDocument>(workspace, 'trash', 'restore', id, '--apply');
    expect(done.result).toMatchObject({ skipped: [], restored_bytes: result?.moved_bytes });
    expect(snapshot(workspace)).toEqual(before);
    expect(await listed(workspace)).toMatchObject([{ trash_id: id, state: 'restored', files: 0 }]);
  });

  it('puts single files back, and shows which would meet others', async () => {
    const { workspace, id, moved } = await withTrash();
    const [first = '', second = ''] = moved;
    const one = await ask<RestoreDocument>(workspace, 'trash', 'restore', id, first, '--apply');
    expect(one.result?.restored.map(({ path }) => path)).toEqual([first]);
    writeFileSync(join(workspace, second), 'somebody else');
    const { plan } = await ask<RestoreDocument>(workspace, 'trash', 'restore', id);
    expect(plan.entries.filter(({ clash }) => clash !== null)).toMatchObject([
      { path: second, clash: 'conflict' },
    ]);
    const text = await stemma(['trash', 'restore', id, '--apply', '-w', workspace]);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/^Put back 24 files \(\S+ kB\)\.\n\n1 file stayed\n/);
    expect(text.out).toContain('other bytes lie in its place');
  });

  it('puts a pipeline whose folder was taken beside it', async () => {
    const workspace = fixtureWorkspace('orphans');
    const folder = 'runs/wheat/0005_concat_a02bcb';
    const { result } = await ask<PlanDocument>(workspace, 'clean', 'pipeline', folder, '--apply', ...AT_ONCE);
    writeFileSync(join(workspace, folder, 'manifest.yaml'), 'uid: another\npredictions: []\n');
    const id = result?.trash_id ?? '';
    const { plan } = await ask<RestoreDocument>(workspace, 'trash', 'restore', id);
    expect(new Set(plan.entries.map(({ clash }) => clash))).toEqual(new Set(['beside', null]));
    const text = await stemma(['trash', 'restore', id, '--apply', '-w', workspace]);
    expect(text.out).toContain('\nPut beside a folder that was taken\n');
    expect(text.out).toContain('runs/wheat/0006_concat_a02bcb/manifest.yaml');
  });

  it('puts back all that a manifest names again, which the list points to', async () => {
    const workspace = fixtureWorkspace('orphans');
    const folder = 'runs/wheat/0005_concat_a02bcb';
    const { result } = await ask<PlanDocument>(workspace, 'clean', 'pipeline', folder, '--apply', ...AT_ONCE);
    const id = result?.trash_id ?? '';
    const stored = result?.moved.filter((path) => !path.startsWith(`${folder}/`)) ?? [];
    await ask(workspace, 'trash', 'restore', id, `${folder}/manifest.yaml`, '--apply');
    expect(await listed(workspace)).toMatchObject([{ wanted: stored.length }]);
    const text = await stemma(['trash', 'list', '-w', workspace]);
    expect(text.out).toContain(
      `A manifest names ${stored.length} files of the trash again. To put them back:`,
    );
    const emptying = await ask<EmptyDocument>(workspace, 'trash', 'empty', '--apply');
    expect(emptying.plan.stays.map(({ path, reason }) => [path, reason])).toEqual(
      expect.arrayContaining(stored.map((path) => [path, 'wanted-again'])),
    );
    for (const path of stored)
      expect(existsSync(join(workspace, '.stemma/trash', id, 'files', path))).toBe(true);
    const plan = await ask<RestoreDocument>(workspace, 'trash', 'restore', '--wanted');
    expect(plan).toMatchObject({ result: null });
    const done = await ask<RestoreDocument>(workspace, 'trash', 'restore', '--wanted', '--apply');
    expect(done.result?.restored.map(({ path }) => path).toSorted()).toEqual(stored.toSorted());
  });

  it('says what is not there, and wants to know what', async () => {
    const { workspace, id } = await withTrash();
    for (const args of [['none'], [id, 'binaries/none'], ['../trash']]) {
      const failed = await askInVain(['trash', 'restore', ...args, '-w', workspace]);
      expect(failed).toMatchObject({ code: 4, error: { code: 'NOT_FOUND' } });
    }
    for (const args of [[], [id, '--wanted']]) {
      const failed = await askInVain(['trash', 'restore', ...args, '-w', workspace]);
      expect(failed).toMatchObject({ code: 2, error: { code: 'USAGE' } });
    }
  });
});

describe('trash empty', () => {
  it('shows what would go for good, and deletes only with --apply', async () => {
    const { workspace, id, moved } = await withTrash();
    const before = filesIn(workspace);
    const shown = await ask<EmptyDocument>(workspace, 'trash', 'empty');
    expect(shown).toMatchObject({ plan: { stays: [] }, result: null });
    expect(shown.plan.entries.map(({ path }) => path).toSorted()).toEqual(moved.toSorted());
    expect(filesIn(workspace)).toEqual(before);
    const young = await ask<EmptyDocument>(workspace, 'trash', 'empty', '--older-than', '30d', '--apply');
    expect(young.result).toMatchObject({ removed: [], freed_bytes: 0 });
    const text = await stemma(['trash', 'empty', id, '-w', workspace]);
    expect(text.out).toContain('Would delete 26 files for good\n');
    expect(text.out).toContain(`  stemma trash empty ${id} --apply -w ${workspace}\n`);
    const done = await ask<EmptyDocument>(workspace, 'trash', 'empty', id, '--apply');
    expect(done.result?.removed).toHaveLength(26);
    expect(done.result?.freed_bytes).toBe(shown.plan.frees_bytes);
    expect(readdirSync(join(workspace, '.stemma/trash'))).toEqual([]);
    const none = await askInVain(['trash', 'empty', id, '-w', workspace]);
    expect(none).toMatchObject({ code: 4, error: { code: 'NOT_FOUND', name: id } });
  });
});

describe('work that was cut off', () => {
  async function cutOff(): Promise<{ workspace: string; id: string; moved: readonly string[] }> {
    const made = await withTrash();
    const folder = join(made.workspace, '.stemma', 'trash', made.id);
    renameSync(join(folder, 'complete.journal'), join(folder, 'moving.journal'));
    const [first = ''] = made.moved;
    renameSync(join(folder, 'files', first), join(made.workspace, first));
    return made;
  }

  it('is shown with every answer, and refuses other changes', async () => {
    const { workspace, id } = await cutOff();
    const stats = await stemma(['stats', '-w', workspace]);
    expect(stats.err).toBe('stemma: Work on the trash was cut off. See: stemma trash list\n');
    expect(await listed(workspace)).toMatchObject([{ state: 'interrupted', interrupted: 'moving' }]);
    const text = await stemma(['trash', 'list', '-w', workspace]);
    expect(text.out).toContain(`  stemma trash resume ${id} --apply -w ${workspace}\n`);
    for (const args of [
      ['clean', 'orphans', '--apply', ...AT_ONCE],
      ['trash', 'empty', '--apply'],
      ['trash', 'restore', '--wanted', '--apply'],
    ]) {
      const refused = await askInVain([...args, '-w', workspace]);
      expect(refused).toMatchObject({ code: 3, error: { code: 'INTERRUPTED_WORK', trash_ids: [id] } });
    }
  });

  it('is not told to be cut off while another Stemma is at it', async () => {
    const { workspace, id } = await cutOff();
    const lock = join(workspace, '.stemma/lock');
    writeFileSync(lock, JSON.stringify(ownerHere(thisMachine(nodeFileSystem), 'abcdef123456', Date.now())));
    const stats = await stemma(['stats', '-w', workspace]);
    expect(stats.err).toBe('stemma: Another Stemma is at work. See: stemma trash list\n');
    const text = await stemma(['trash', 'list', '-w', workspace]);
    expect(text.out).toContain('going on: moving into the trash');
    expect(text.out).toContain(`Another Stemma is at work on ${id}. `);
    expect(text.out).not.toMatch(/interrupted|cut off|resume/);
    for (const args of [
      ['clean', 'orphans', '--apply', ...AT_ONCE],
      ['trash', 'empty'],
      ['trash', 'empty', '--apply'],
      ['trash', 'resume', id],
      ['trash', 'resume', id, '--apply'],
      ['trash', 'restore', id],
      ['trash', 'restore', id, '--apply'],
      ['trash', 'restore', '--wanted'],
      ['import', join(workspace, 'runs'), '--apply'],
    ]) {
      const refused = await askInVain([...args, '-w', workspace]);
      expect(refused, args.join(' ')).toMatchObject({ code: 3, error: { code: 'LOCKED' } });
    }
  });

  it('is finished by resume', async () => {
    const { workspace, id, moved } = await cutOff();
    const shown = await ask<PlanDocument>(workspace, 'trash', 'resume', id);
    expect(shown).toMatchObject({ plan: { work: 'moving', entries: [{ path: moved[0] }] }, result: null });
    const done = await ask<PlanDocument>(workspace, 'trash', 'resume', id, '--apply');
    expect(done.result).toMatchObject({ work: 'moving', trash_id: id, moved: [moved[0]], skipped: [] });
    expect(await listed(workspace)).toMatchObject([{ state: 'complete', files: 26 }]);
    const again = await askInVain(['trash', 'resume', id, '--apply', '-w', workspace]);
    expect(again).toMatchObject({ code: 4, error: { code: 'NOT_FOUND' } });
  });

  it('is rolled back by restore', async () => {
    const { workspace, id, moved } = await cutOff();
    const done = await ask<RestoreDocument>(workspace, 'trash', 'restore', id, '--apply');
    expect(done.result?.restored).toHaveLength(25);
    for (const path of moved) expect(existsSync(join(workspace, path))).toBe(true);
  });
});
