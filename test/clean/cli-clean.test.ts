import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, askInVain, factsOf, fixtureWorkspace, stemma, temporaryFolder } from '../cli/support.ts';
import { AT_ONCE, PLAN_KEYS, RESULT_KEYS, type PlanDocument } from './cli-support.ts';
import { filesIn, snapshot } from './support.ts';

describe('clean without --apply', () => {
  const workspace = fixtureWorkspace('orphans');
  const before = snapshot(workspace);

  it.each([
    ['orphans', ['orphans']],
    ['failed', ['failed']],
    ['pipeline', ['pipeline', '0001_keep_8850d6']],
    ['pipeline', ['pipeline', 'runs/wheat/0001_keep_8850d6', '--keep-files']],
    ['dataset', ['dataset', 'wheat']],
  ])('%s prints a plan and changes nothing: %j', async (kind, args) => {
    const document = await ask<PlanDocument>(workspace, 'clean', ...args, ...AT_ONCE);
    expect(Object.keys(document)).toEqual(['plan', 'result']);
    expect(Object.keys(document.plan)).toEqual(expect.arrayContaining([...PLAN_KEYS]));
    expect(document).toMatchObject({ plan: { kind }, result: null });
    const { entries, bytes } = document.plan;
    expect(entries.length).toBeGreaterThan(0);
    expect(Object.keys(entries[0] ?? {})).toEqual(['path', 'size_bytes', 'reason']);
    expect(entries.reduce((sum, { size_bytes: size }) => sum + size, 0)).toBe(bytes);
    expect(snapshot(workspace)).toEqual(before);
    expect(existsSync(join(workspace, '.stemma'))).toBe(false);
  });

  it('lists exactly the orphans that the facts of the fixture know', async () => {
    const { files } = factsOf('orphans');
    const orphans = Object.keys(files).filter((path) => files[path]?.status === 'unreferenced');
    const { plan } = await ask<PlanDocument>(workspace, 'clean', 'orphans', ...AT_ONCE);
    expect(plan.entries.map(({ path }) => path).toSorted()).toEqual(orphans.toSorted());
    const ofOne = await ask<PlanDocument>(workspace, 'clean', 'orphans', '--dataset', 'test_run', ...AT_ONCE);
    expect(ofOne.plan.entries.every(({ path }) => path.startsWith('binaries/test_run/'))).toBe(true);
    expect(ofOne.plan.entries).toHaveLength(5);
    const young = await ask<PlanDocument>(workspace, 'clean', 'orphans');
    expect(young.plan.entries).toEqual([]);
  });

  it('takes foreign files only as they are named, from wherever one stands', async () => {
    const cwd = join(workspace, 'binaries', 'wheat');
    const ended = await stemma(
      ['clean', 'orphans', '--foreign', 'notes.txt', '--json', '-w', workspace, ...AT_ONCE],
      { cwd },
    );
    const { plan } = JSON.parse(ended.out) as PlanDocument;
    expect(plan.entries.filter(({ reason }) => reason === 'foreign').map(({ path }) => path)).toEqual([
      'binaries/wheat/notes.txt',
    ]);
  });

  it('frees of a pipeline what the facts of the fixture know', async () => {
    const facts = factsOf('orphans').exclusive_bytes_by_pipeline;
    const [[manifest, bytes] = ['', 0]] = Object.entries(facts);
    const { plan } = await ask<PlanDocument>(workspace, 'clean', 'pipeline', manifest, ...AT_ONCE);
    const exclusive = plan.entries.filter(({ reason }) => reason === 'exclusive');
    expect(exclusive.reduce((sum, { size_bytes: size }) => sum + size, 0)).toBe(bytes);
  });

  it('shows people every file, why it goes, and how to do it, as on a local disk', async () => {
    const old = fixtureWorkspace('orphans');
    const then = Date.now() / 1000 - 400 * 24 * 60 * 60;
    for (const path of filesIn(old)) utimesSync(join(old, path), then, then);
    const preload = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      fs.statfsSync = () => ({ type: 0xef53 }); syncBuiltinESMExports();`;
    const { out, err, code } = await stemma(['clean', 'failed', '-w', old, ...AT_ONCE], { preload });
    expect({ err, code }).toEqual({ err: '', code: 0 });
    const fixed = out.replace(/apply \w{12} -w .*\n/, 'apply ID -w DIR\n');
    expect(fixed).toBe(readFileSync(new URL('golden/failed-plan.txt', import.meta.url), 'utf8'));
  });

  it('says so where nothing is to be done', async () => {
    const { out } = await stemma(['clean', 'orphans', '-w', workspace]);
    expect(out).toBe('Nothing to clean up: orphans.\n');
  });
});

describe('clean --apply', () => {
  it('moves, and leaves the folders of pipelines', async () => {
    const workspace = fixtureWorkspace('orphans');
    const before = filesIn(workspace);
    const { plan, result } = await ask<PlanDocument>(workspace, 'clean', 'failed', '--apply', ...AT_ONCE);
    expect(Object.keys(result ?? {})).toEqual(expect.arrayContaining([...RESULT_KEYS]));
    expect(result).toMatchObject({ moved_bytes: plan.bytes, skipped: [], cancelled: false });
    const paths = plan.entries.map(({ path }) => path);
    expect(result?.moved.toSorted()).toEqual(paths.toSorted());
    const after = filesIn(workspace).filter((path) => !path.startsWith('.stemma/'));
    expect(after).toEqual(before.filter((path) => !paths.includes(path)));
    expect(readdirSync(join(workspace, 'runs/wheat'))).toContain('0003_sensor_71d63f');
    const trash = join('.stemma', 'trash', result?.trash_id ?? '', 'files');
    expect(filesIn(workspace, trash)).toEqual(paths.map((path) => `${trash}/${path}`).toSorted());
  });

  it('tells people what moved, that space comes back later, and how to undo it', async () => {
    const workspace = fixtureWorkspace('orphans');
    const { out } = await stemma(['clean', 'orphans', '--apply', '-w', workspace, ...AT_ONCE]);
    const [id = ''] = readdirSync(join(workspace, '.stemma', 'trash'));
    expect(out).toBe(
      `Moved 26 files (96.3 kB) to the trash: orphans.\n\n` +
        `Disk space comes back when you empty the trash:\n  stemma trash empty ${id} --apply -w ${workspace}\n` +
        `To undo:\n  stemma trash restore ${id} --apply -w ${workspace}\n`,
    );
  });

  it('is refused where something else would break, until that is agreed to', async () => {
    const workspace = fixtureWorkspace('bundle-and-library');
    const { plan } = await ask<PlanDocument>(workspace, 'clean', 'dataset', 'sugar', ...AT_ONCE);
    expect(plan.breaks.length).toBeGreaterThan(0);
    const args = ['clean', 'dataset', 'sugar', '--apply', '-w', workspace, ...AT_ONCE];
    const unconfirmed = await askInVain(args);
    expect(unconfirmed).toMatchObject({ code: 3, error: { code: 'NOT_CONFIRMED', name: 'sugar' } });
    const wrong = await askInVain([...args, '--confirm', 'Sugar']);
    expect(wrong).toMatchObject({ code: 3, error: { code: 'NOT_CONFIRMED' } });
    const refused = await askInVain([...args, '--confirm', 'sugar']);
    expect(refused).toMatchObject({ code: 3, error: { code: 'BREAKS', breaks: plan.breaks } });
    expect(existsSync(join(workspace, '.stemma'))).toBe(false);
    const done = await ask<PlanDocument>(
      workspace,
      ...args.slice(0, 4),
      '--confirm',
      'sugar',
      '--break',
      ...AT_ONCE,
    );
    expect(done.result?.moved).toHaveLength(plan.entries.length);
    expect(readdirSync(join(workspace, 'binaries', 'sugar'))).toEqual([]);
  });
});

describe('clean apply', () => {
  it('does a plan that was made before: exactly its files that still may go', async () => {
    const workspace = fixtureWorkspace('orphans');
    const { plan } = await ask<PlanDocument>(workspace, 'clean', 'orphans', ...AT_ONCE);
    const [changed, gone] = plan.entries.map(({ path }) => path);
    writeFileSync(join(workspace, changed ?? ''), 'other bytes');
    rmSync(join(workspace, gone ?? ''));
    const fresh = 'binaries/wheat/model_Ridge_0123456789ab.joblib';
    writeFileSync(join(workspace, fresh), 'an orphan that the plan does not have');
    const { result } = await ask<PlanDocument>(workspace, 'clean', 'apply', plan.plan_id);
    expect(result?.skipped).toMatchObject([
      { path: gone, reason: 'gone' },
      { path: changed, reason: 'changed' },
    ]);
    expect(result?.moved).toHaveLength(plan.entries.length - 2);
    expect(existsSync(join(workspace, fresh))).toBe(true);
  });

  it('knows only plans of this workspace', async () => {
    const workspace = fixtureWorkspace('orphans');
    const other = fixtureWorkspace('orphans');
    const { plan } = await ask<PlanDocument>(other, 'clean', 'orphans', ...AT_ONCE);
    for (const id of [plan.plan_id, '../../../etc/passwd', 'nothing']) {
      const failed = await askInVain(['clean', 'apply', id, '-w', workspace]);
      expect(failed).toMatchObject({ code: 4, error: { code: 'NOT_FOUND', name: id } });
    }
  });

  it('says what it left, and why', async () => {
    const workspace = fixtureWorkspace('orphans');
    const { plan } = await ask<PlanDocument>(
      workspace,
      'clean',
      'orphans',
      '--dataset',
      'test_run',
      ...AT_ONCE,
    );
    for (const { path } of plan.entries) writeFileSync(join(workspace, path), 'x');
    const { out, code } = await stemma(['clean', 'apply', plan.plan_id, '-w', workspace]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Nothing was moved: orphans of test_run\.\n\n5 files stayed\n {2}File +Why\n/);
    expect(out.match(/ it has changed since\n/g)).toHaveLength(5);
  });
});

describe('what a plan leaves out', () => {
  it('is said with --apply too, where nobody sees the plan', async () => {
    const workspace = fixtureWorkspace('orphans');
    const link = 'binaries/wheat/model_Ridge_abcdef012345.joblib';
    const [orphan = ''] = (
      await ask<PlanDocument>(workspace, 'clean', 'orphans', ...AT_ONCE)
    ).plan.entries.map(({ path }) => path);
    symlinkSync(join(workspace, orphan), join(workspace, link));
    const { out, code } = await stemma(['clean', 'orphans', '--apply', '-w', workspace, ...AT_ONCE]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Moved 2\d files .*\n\nStays\n {2}File +Size +Why\n/);
    expect(out).toMatch(/model_Ridge_abcdef012345\.joblib .* it is a link, or lies behind one\n/);
  });
});

describe('a plan that can not be kept', () => {
  it('is printed all the same, with a warning', async () => {
    const workspace = fixtureWorkspace('orphans');
    const cache = join(temporaryFolder(), 'file');
    writeFileSync(cache, 'not a folder');
    const ended = await stemma(['clean', 'orphans', '--json', '-w', workspace, ...AT_ONCE], {
      env: { STEMMA_CACHE: cache },
    });
    expect(ended.code).toBe(0);
    expect(ended.err).toContain('The plan could not be kept, so only --apply can do it now');
    expect((JSON.parse(ended.out) as PlanDocument).plan.entries).toHaveLength(26);
  });
});
