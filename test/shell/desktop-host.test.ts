import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { safe } from '@orpc/client';
import { afterEach, describe, expect, it } from 'vitest';
import { coreClient, hostClient, type HostClient } from '../../shared/api/client.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { followed } from '../contract/followed.ts';
import { runScan } from '../contract/run-scan.ts';
import { connectOverIpc, type DesktopChoices, type IpcWindow } from '../support/connect-over-ipc.ts';
import { copyFixture } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cores: CoreHost[] = [];
const bugs: string[] = [];

afterEach(async () => {
  await Promise.all(cores.splice(0).map((core) => core.close()));
  const found = bugs.splice(0);
  if (found.length > 0) throw new Error(found.join('\n'));
});

function desktop(choices: Partial<DesktopChoices> = {}): IpcWindow & { host: HostClient; core: CoreHost } {
  const log = (what: string, error: unknown): void => void bugs.push(`${what} ${String(error)}`);
  const core = new CoreHost(() => startCore({ cache: temporaryFolder(), validateOutputs: true }), log);
  cores.push(core);
  const window = connectOverIpc(core, { folder: temporaryFolder(), log, ...choices });
  return { ...window, core, host: hostClient(window.connect('host')) };
}

const asked = (path: string, isDemo = false) => ({ path, graceMs: 0, isDemo });

describe('what a window shows first', () => {
  it('is the folder that was asked for, and after a reload still is', async () => {
    const path = copyFixture('corn');
    const { host, connect } = desktop({ start: asked(path) });
    const { workspace, problem } = await host.start();
    expect(problem).toBeNull();
    expect(await host.start()).toEqual({ workspace, problem: null });
    const info = await coreClient(connect('core')).workspace.info({ workspace: workspace ?? '' });
    expect(info).toMatchObject({ name: 'workspace', graceMs: 0 });
  });

  it('is the start page without one', async () => {
    expect(await desktop().host.start()).toEqual({ workspace: null, problem: null });
  });

  it('is the start page with the reason where the folder is no workspace', async () => {
    const path = temporaryFolder();
    const { workspace, problem } = await desktop({ start: asked(path) }).host.start();
    expect(workspace).toBeNull();
    expect(problem).toMatchObject({ code: 'NOT_A_WORKSPACE', path });
  });
});

describe('opening', () => {
  it('a chosen folder puts it on the list, from which it opens again', async () => {
    const path = copyFixture('orphans');
    const { host } = desktop({ choice: path });
    const opened = await host.workspaces.choose();
    const [listed] = await host.workspaces.list();
    expect(listed).toMatchObject({
      id: opened?.id,
      name: basename(path),
      parent: dirname(path),
      isDemo: false,
      state: 'there',
    });
    expect(await host.workspaces.open({ id: opened?.id ?? '' })).toEqual(opened);
  });

  it('nothing is what a cancelled dialog does', async () => {
    const { host } = desktop({ choice: null });
    expect(await host.workspaces.choose()).toBeNull();
    expect(await host.workspaces.list()).toEqual([]);
  });

  it('a folder around workspaces names them', async () => {
    const path = temporaryFolder();
    for (const way of ['one/runs', 'two/binaries', 'three/neither'])
      mkdirSync(join(path, way), { recursive: true });
    const { error } = await safe(desktop({ choice: path }).host.workspaces.choose());
    expect(error).toMatchObject({ code: 'NOT_A_WORKSPACE', data: { path, children: ['one', 'two'] } });
  });

  it('a workspace in a folder that was refused, by a name that was told and no other', async () => {
    const path = temporaryFolder();
    for (const way of ['one/runs', 'three/binaries', '.hidden/x'])
      mkdirSync(join(path, way), { recursive: true });
    const { host } = desktop({ start: asked(path) });
    const { error: early } = await safe(host.workspaces.openChild({ child: 'one' }));
    expect(early).toMatchObject({ code: 'UNKNOWN' });
    const { problem } = await host.start();
    expect(problem?.children).toEqual(['one', 'three']);
    for (const child of ['.hidden', '..', 'one/../three', '']) {
      const { error } = await safe(host.workspaces.openChild({ child }));
      expect(error).toMatchObject({ code: 'UNKNOWN', data: { id: child } });
    }
    const { id } = await host.workspaces.openChild({ child: 'one' });
    expect(await host.workspaces.list()).toMatchObject([{ id, name: 'one' }]);
  });

  it('a folder that is gone says so', async () => {
    const path = join(temporaryFolder(), 'gone');
    const { error } = await safe(desktop({ choice: path }).host.workspaces.choose());
    expect(error).toMatchObject({ code: 'NO_SUCH_FOLDER', data: { path } });
  });

  it('a drop works once, by the id that the preload gave', async () => {
    const path = copyFixture('corn');
    const { host, api } = desktop();
    const { id: drop, notOnDisk } = await api.drop([{ name: path }]);
    expect([drop, notOnDisk]).toEqual([expect.not.stringContaining(path), []]);
    if (drop === null) expect.unreachable();
    expect(await host.workspaces.openDropped({ drop })).toEqual({ id: expect.any(String) });
    const { error } = await safe(host.workspaces.openDropped({ drop }));
    expect(error).toMatchObject({ code: 'UNKNOWN' });
  });

  it('what lies on no disk is named, and the rest is taken', async () => {
    const { api } = desktop();
    expect(await api.drop([{ name: '' }])).toEqual({ id: null, notOnDisk: [''] });
    expect(await api.drop([{ name: '' }, { name: '/data/run' }])).toEqual({
      id: expect.any(String),
      notOnDisk: [''],
    });
  });

  it.each(['nobody', 'constructor', '../..'])('refuses the unknown id %s', async (id) => {
    const { host } = desktop();
    for (const call of [host.workspaces.open, host.workspaces.forget, host.workspaces.reveal]) {
      const { error } = await safe(call({ id }));
      expect(error).toMatchObject({ code: 'UNKNOWN', data: { id } });
    }
  });

  it('keeps no grace period of the command line but the demo’s', async () => {
    const folder = temporaryFolder();
    const [real, demo] = [copyFixture('corn'), copyFixture('orphans')];
    for (const [path, isDemo] of [
      [real, false],
      [demo, true],
    ] as const) {
      const first = desktop({ folder, start: asked(path, isDemo) });
      await first.host.start();
      await first.close();
    }
    const { host, connect } = desktop({ folder });
    const core = coreClient(connect('core'));
    const graces: [boolean, number][] = [];
    for (const { id, isDemo } of await host.workspaces.list()) {
      await host.workspaces.open({ id });
      graces.push([isDemo, (await core.workspace.info({ workspace: id })).graceMs]);
    }
    expect(graces).toEqual([
      [true, 0],
      [false, 24 * 60 * 60 * 1000],
    ]);
  });
});

describe('a listed workspace', () => {
  it('can be revealed, shown in another window, and forgotten', async () => {
    const path = copyFixture('corn');
    const { host, asked: did } = desktop({ choice: path });
    const opened = await host.workspaces.choose();
    const id = opened?.id ?? '';
    await host.workspaces.reveal({ id });
    await host.newWindow({ workspace: id });
    await host.newWindow({ workspace: null });
    expect(did).toEqual({ revealed: [path], edited: [], windows: [id, null] });
    await host.workspaces.forget({ id });
    expect(await host.workspaces.list()).toEqual([]);
  });
});

describe('a file of a workspace', () => {
  it('is shown in its folder, and a manifest opened, wherever links lead in the workspace', async () => {
    const path = copyFixture('corn');
    const { host, asked: did } = desktop({ choice: path });
    const id = (await host.workspaces.choose())?.id ?? '';
    const manifest = 'runs/corn/0001_pls_2daa0a/manifest.yaml';
    symlinkSync(join(path, manifest), join(path, 'linked.yaml'));
    await host.workspaces.reveal({ id, path: 'corn.meta.parquet' });
    await host.workspaces.edit({ id, manifest });
    await host.workspaces.edit({ id, manifest: 'linked.yaml' });
    const real = realpathSync(path);
    expect(did.revealed).toEqual([join(real, 'corn.meta.parquet')]);
    expect(did.edited).toEqual([join(real, manifest), join(real, manifest)]);
  });

  it.each([
    'gone.yaml',
    '../outside/manifest.yaml',
    'outside/manifest.yaml',
    'runs',
    '',
    '.',
    '/etc/hosts',
    'a\0b',
    'corn.meta.parquet/x',
  ])('is not %j', async (name) => {
    const path = copyFixture('corn');
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'manifest.yaml'), 'x');
    symlinkSync(outside, join(path, 'outside'));
    const { host, asked: did } = desktop({ choice: path });
    const id = (await host.workspaces.choose())?.id ?? '';
    for (const call of [
      () => host.workspaces.reveal({ id, path: name }),
      () => host.workspaces.edit({ id, manifest: name }),
    ]) {
      const { error } = await safe(call());
      expect(error).toMatchObject({ code: 'NOT_HERE' });
    }
    expect(did).toEqual({ revealed: [], edited: [], windows: [] });
  });

  it('is not opened where it is no manifest, also behind the name of one', async () => {
    const path = copyFixture('corn');
    writeFileSync(join(path, 'run-me.sh'), '');
    mkdirSync(join(path, 'x'));
    symlinkSync(join(path, 'run-me.sh'), join(path, 'x', 'manifest.yaml'));
    const { host, asked: did } = desktop({ choice: path });
    const id = (await host.workspaces.choose())?.id ?? '';
    for (const manifest of ['run-me.sh', 'x/manifest.yaml']) {
      const { error } = await safe(host.workspaces.edit({ id, manifest }));
      expect(error).toMatchObject({ code: 'NOT_HERE', data: { reason: 'It is no manifest.' } });
    }
    expect(did.edited).toEqual([]);
  });
});

describe('a core that dies', () => {
  it('ends the window’s connection to it, and the next one works', async () => {
    const { core, connect, host } = desktop({ choice: copyFixture('corn') });
    const opened = await host.workspaces.choose();
    const channel = connect('core');
    const ended = new Promise<string | null>((resolve) => channel.onClose(resolve));
    const call = coreClient(channel).workspace.info({ workspace: opened?.id ?? '' });
    await call;
    await core.close();
    expect(await ended).toBeNull();
    const again = await host.workspaces.open({ id: opened?.id ?? '' });
    const info = await coreClient(connect('core')).workspace.info({ workspace: again.id });
    expect(info.id).toBe(opened?.id);
  });
});

describe('what is dragged out of a window', () => {
  it('has to be written to its place before, and goes when that is forgotten', async () => {
    const path = copyFixture('corn');
    const { host, connect, dragged } = desktop({ start: asked(path) });
    const { workspace } = await host.start();
    const { place } = await host.exports.stage({ name: 'runs/corn: "all"' });
    expect((await safe(host.exports.drag({ place }))).error).toMatchObject({ code: 'UNKNOWN' });
    const core = coreClient(connect('core'));
    await runScan(core, workspace ?? '');
    const selection = { kind: 'pipelines-matching', filter: {} } as const;
    await followed(core.export.write({ workspace: workspace ?? '', selection, format: 'zip', place }));
    await host.exports.drag({ place });
    const [file = ''] = dragged;
    expect(basename(file)).toBe('runs_corn_all_.zip');
    expect(existsSync(file)).toBe(true);
    await host.exports.forget({ place });
    expect(existsSync(dirname(file))).toBe(false);
    expect((await safe(host.exports.drag({ place }))).error).toMatchObject({ code: 'UNKNOWN' });
  });
});
