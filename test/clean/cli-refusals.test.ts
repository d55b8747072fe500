import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, askInVain, fixtureWorkspace, stemma } from '../cli/support.ts';
import { AT_ONCE, withTrash, type PlanDocument } from './cli-support.ts';
import { filesIn } from './support.ts';

/** A lock that somebody on another machine holds. */
const LOCK = {
  host: 'lab-3',
  boot_id: 'another boot',
  pid_namespace: null,
  pid: 4711,
  start_time: null,
  nonce: 'abcdef123456',
  since: '2026-11-24T14:30:00.000Z',
};

function lock(workspace: string): string {
  mkdirSync(join(workspace, '.stemma'), { recursive: true });
  const path = join(workspace, '.stemma', 'lock');
  writeFileSync(path, JSON.stringify(LOCK));
  return path;
}

describe('a manifest that can not be read', () => {
  const workspace = fixtureWorkspace('orphans');
  const manifest = 'runs/wheat/0003_trees_fac223/manifest.yaml';
  truncateSync(join(workspace, manifest), 300);

  it.each([[['orphans']], [['failed']], [['pipeline', '0001_keep_8850d6']], [['dataset', 'wheat']]])(
    'refuses clean %j with 3, and the place',
    async (args) => {
      const refused = await askInVain(['clean', ...args, '-w', workspace, ...AT_ONCE]);
      expect(refused).toMatchObject({
        code: 3,
        error: { code: 'UNREADABLE', unreadable: [{ path: manifest }] },
      });
    },
  );

  it('says people where, and what they can do', async () => {
    const { err, out, code } = await stemma(['clean', 'orphans', '-w', workspace, ...AT_ONCE]);
    expect({ out, code }).toEqual({ out: '', code: 3 });
    expect(err).toContain(`  ${manifest}`);
    expect(err).toContain(`--count-empty ${manifest}\n`);
  });

  it('lets the folder of a pipeline go alone', async () => {
    const { plan } = await ask<PlanDocument>(
      workspace,
      'clean',
      'pipeline',
      '0001_keep_8850d6',
      '--keep-files',
    );
    expect(plan.entries.every(({ reason }) => reason === 'folder')).toBe(true);
  });

  it('can be counted as empty, until it changes', async () => {
    const counted = ['clean', 'orphans', '--count-empty', manifest, ...AT_ONCE];
    const { plan } = await ask<PlanDocument>(workspace, ...counted);
    expect(plan.entries.length).toBeGreaterThan(26);
    expect(existsSync(join(workspace, '.stemma'))).toBe(false);
    await ask(workspace, 'clean', 'apply', plan.plan_id);
    const decisions = JSON.parse(readFileSync(join(workspace, '.stemma/decisions.json'), 'utf8')) as unknown;
    expect(decisions).toMatchObject({ count_empty: [{ manifest }] });
    const stats = await stemma(['stats', '-w', workspace, ...AT_ONCE]);
    expect(stats.out).toContain("1 manifest that can't be read counts as empty, as you decided");
    expect(stats.out).not.toContain('nothing is called an orphan');
    expect((await ask<PlanDocument>(workspace, 'clean', 'orphans', ...AT_ONCE)).plan.entries).toEqual([]);
    truncateSync(join(workspace, manifest), 200);
    const again = await askInVain(['clean', 'orphans', '-w', workspace, ...AT_ONCE]);
    expect(again).toMatchObject({ code: 3, error: { code: 'UNREADABLE' } });
  });

  it('is the only kind that can be', async () => {
    const other = fixtureWorkspace('corn');
    const readable = 'runs/corn/0001_pls_2daa0a/manifest.yaml';
    const refused = await askInVain(['clean', 'orphans', '--count-empty', readable, '-w', other]);
    expect(refused).toMatchObject({ code: 3, error: { code: 'NOT_DECIDABLE', path: readable } });
    const none = await askInVain(['clean', 'orphans', '--count-empty', 'runs/none', '-w', other]);
    expect(none).toMatchObject({ code: 4, error: { code: 'NOT_FOUND' } });
  });
});

describe("a pipeline's folder without its manifest", () => {
  const workspace = fixtureWorkspace('orphans');
  const folder = 'runs/wheat/0003_trees_fac223';
  rmSync(join(workspace, folder, 'manifest.yaml'));

  it('is said to have none, and how it counts as empty', async () => {
    const { err, code } = await stemma([
      'clean',
      'orphans',
      '--dataset',
      'wheat',
      '-w',
      workspace,
      ...AT_ONCE,
    ]);
    expect(code).toBe(3);
    expect(err).toContain(`stemma: ${folder} has no manifest, and may name any stored file of its dataset.`);
    expect(err).toContain(`the folder counts as empty: --count-empty ${folder}\n`);
    const { out } = await stemma(['stats', '-w', workspace, ...AT_ONCE]);
    expect(out).toContain(
      '1 folder of a pipeline has no manifest, so nothing of wheat is called an orphan:\n',
    );
  });
});

describe('a workspace without any manifest', () => {
  it('wants its name', async () => {
    const workspace = fixtureWorkspace('orphans');
    rmSync(join(workspace, 'runs'), { recursive: true });
    const refused = await askInVain(['clean', 'orphans', '-w', workspace, ...AT_ONCE]);
    expect(refused).toMatchObject({ code: 3, error: { code: 'NO_MANIFESTS', name: 'workspace' } });
    const wrong = await askInVain(['clean', 'orphans', '--confirm-empty', 'lab', '-w', workspace]);
    expect(wrong).toMatchObject({ code: 3, error: { code: 'NO_MANIFESTS' } });
    const named = ['clean', 'orphans', '--confirm-empty', 'workspace', ...AT_ONCE];
    const { plan } = await ask<PlanDocument>(workspace, ...named);
    expect(plan.entries.length).toBeGreaterThan(26);
  });
});

describe('what may not go', () => {
  it('a pipeline that may be running is left alone, unless the grace period is off', async () => {
    const workspace = fixtureWorkspace('orphans');
    const folder = 'runs/wheat/0003_sensor_71d63f';
    const refused = await askInVain(['clean', 'pipeline', folder, '-w', workspace]);
    expect(refused).toMatchObject({
      code: 3,
      error: { code: 'MAY_BE_RUNNING', manifests: [`${folder}/manifest.yaml`] },
    });
    const { plan } = await ask<PlanDocument>(workspace, 'clean', 'pipeline', folder, ...AT_ONCE);
    expect(plan.entries.length).toBeGreaterThan(0);
  });

  it('a pipeline id that several manifests share needs the manifest', async () => {
    const workspace = fixtureWorkspace('several-datasets');
    const refused = await askInVain(['clean', 'pipeline', '0001_base_8eace2', '-w', workspace]);
    expect(refused).toMatchObject({ code: 2, error: { code: 'AMBIGUOUS' } });
    const one = 'runs/corn2/0001_base_8eace2/manifest.yaml';
    const { plan } = await ask<PlanDocument>(workspace, 'clean', 'pipeline', one);
    expect(plan.subject).toBe(one);
  });

  it('what is not there', async () => {
    const workspace = fixtureWorkspace('corn');
    for (const args of [
      ['pipeline', 'none'],
      ['dataset', 'none'],
      ['orphans', '--foreign', 'binaries/corn/none'],
    ]) {
      const refused = await askInVain(['clean', ...args, '-w', workspace]);
      expect(refused).toMatchObject({ code: 4, error: { code: 'NOT_FOUND' } });
    }
  });

  it('an unknown command, and clean alone shows its help', async () => {
    expect(await askInVain(['clean', 'everything'])).toMatchObject({ code: 2, error: { code: 'USAGE' } });
    const bare = await stemma(['clean']);
    expect(bare).toMatchObject({ code: 0, err: '' });
    expect(bare.out).toContain('Usage: stemma clean');
  });
});

describe('the lock of another Stemma', () => {
  it('refuses every change with 3, and says who and since when', async () => {
    const { workspace, id } = await withTrash();
    lock(workspace);
    const before = filesIn(workspace);
    for (const args of [
      ['clean', 'failed', '--apply', ...AT_ONCE],
      ['trash', 'restore', id, '--apply'],
      ['trash', 'empty', id, '--apply'],
      ['trash', 'restore', '--wanted', '--apply'],
    ]) {
      const refused = await askInVain([...args, '-w', workspace]);
      expect(refused).toMatchObject({ code: 3, error: { code: 'LOCKED', owner: LOCK } });
    }
    expect(filesIn(workspace)).toEqual(before);
    const { err } = await stemma(['trash', 'restore', id, '--apply', '-w', workspace]);
    expect(err).toContain('locked by process 4711 on lab-3 since 2026-11-24T14:30:00.000Z');
    expect(err).toContain(`  stemma trash unlock abcdef123456 --apply -w ${workspace}\n`);
    expect((await stemma(['clean', 'orphans', '-w', workspace])).code).toBe(0);
  });

  it('is taken over by hand, by its mark, after an explanation', async () => {
    const workspace = fixtureWorkspace('corn');
    const path = lock(workspace);
    const { out } = await stemma(['trash', 'unlock', '-w', workspace]);
    expect(out).toMatch(/^The workspace is locked by process 4711 on lab-3 since /);
    expect(out).toContain('The lock keeps two Stemmas from moving the same files.');
    const shown = await ask(workspace, 'trash', 'unlock', 'abcdef123456');
    expect(shown).toMatchObject({ plan: { lock: { mark: LOCK.nonce, dead: false } }, result: null });
    const wrong = await askInVain(['trash', 'unlock', '000000000000', '--apply', '-w', workspace]);
    expect(wrong).toMatchObject({ code: 4, error: { code: 'NOT_FOUND' } });
    const unnamed = await askInVain(['trash', 'unlock', '--apply', '-w', workspace]);
    expect(unnamed).toMatchObject({ code: 2, error: { code: 'USAGE' } });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(LOCK);
    const done = await ask(workspace, 'trash', 'unlock', 'abcdef123456', '--apply');
    expect(done).toMatchObject({ result: { unlocked: 'abcdef123456' } });
    expect(existsSync(path)).toBe(false);
    expect((await stemma(['trash', 'unlock', '-w', workspace])).out).toBe('Nobody holds the lock.\n');
  });

  it('that says nothing can be taken over too', async () => {
    const workspace = fixtureWorkspace('corn');
    const path = lock(workspace);
    writeFileSync(path, 'cut o');
    const { plan } = await ask<{ plan: { lock: { mark: string } } }>(workspace, 'trash', 'unlock');
    await ask(workspace, 'trash', 'unlock', plan.lock.mark, '--apply');
    expect(existsSync(path)).toBe(false);
  });
});

describe('Ctrl C', () => {
  /** Makes each second name of a file slow to give, and tells when the first is given to one in the trash. */
  const SLOW = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
    const link = fs.linkSync; let told = false;
    fs.linkSync = (from, to) => {
      if (to.includes('trash')) {
        if (!told) fs.writeSync(2, 'moving\\n');
        told = true;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
      }
      return link(from, to);
    };
    syncBuiltinESMExports();`;

  it('stops after the current file, ends with 130, and says how to undo what moved', async () => {
    const workspace = fixtureWorkspace('orphans');
    const before = filesIn(workspace);
    const args = ['clean', 'orphans', '--apply', '--json', '-w', workspace, ...AT_ONCE];
    const ended = await stemma(args, {
      preload: SLOW,
      onStart: (child) =>
        child.stderr?.on('data', (text: Buffer) => {
          if (text.includes('moving')) child.kill('SIGINT');
        }),
    });
    expect(ended).toMatchObject({ code: 130, signal: null });
    const { result } = JSON.parse(ended.out) as PlanDocument;
    expect(result?.cancelled).toBe(true);
    expect(result?.moved.length).toBeGreaterThan(0);
    expect(result?.moved.length).toBeLessThan(26);
    expect(result?.skipped.filter(({ reason }) => reason === 'cancelled')).toHaveLength(
      26 - (result?.moved.length ?? 0),
    );
    const id = result?.trash_id ?? '';
    const list = await ask(workspace, 'trash', 'list');
    expect(list).toMatchObject([{ trash_id: id, state: 'complete', files: result?.moved.length }]);
    await ask(workspace, 'trash', 'restore', id, '--apply');
    expect(filesIn(workspace).filter((path) => !path.startsWith('.stemma/'))).toEqual(before);
    expect(existsSync(join(workspace, '.stemma', 'lock'))).toBe(false);
  });
});
