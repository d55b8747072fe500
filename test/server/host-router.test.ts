import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { safe } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { coreClient, hostClient, type HostClient } from '../../shared/api/client.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { OpenedWorkspace } from '../../electron/worker/threads/core-protocol.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { copyFixture } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { connectOverWebSocket } from '../support/websocket-channel.ts';
import { serve, type Served } from './served.ts';

interface Hosted extends Served {
  readonly client: HostClient;
  readonly workspaces: readonly OpenedWorkspace[];
}

/** A server of some workspaces, and a page of it. */
async function host(folders: readonly string[], readOnly: boolean = false): Promise<Hosted> {
  const cache = temporaryFolder();
  const core = new CoreHost(
    () => startCore({ cache, validateOutputs: true }),
    (what, error) => expect.fail(`${what}: ${String(error)}`),
  );
  const workspaces: OpenedWorkspace[] = [];
  for (const path of folders) {
    const opened = await core.open({ path, graceMs: 0 });
    workspaces.push(opened.ok ? opened.value : expect.fail(opened.error.message));
  }
  const served = await serve({ core, workspaces, readOnly });
  const client = hostClient(await connectOverWebSocket(served.server, 'host'));
  return { ...served, client, workspaces };
}

describe('the browser host', () => {
  it('says what it is, and which workspaces there are', async () => {
    const folders = [copyFixture('corn'), copyFixture('orphans')];
    const { client, workspaces } = await host(folders);
    expect(await client.info()).toEqual({
      kind: 'browser',
      version: '0.0.0-test',
      platform: process.platform,
      canChoose: false,
      marks: ['runs/', 'binaries/', 'store.sqlite'],
    });
    expect(await client.start()).toEqual({ workspace: workspaces[0]?.id, problem: null });
    const list = await client.workspaces.list();
    expect(list.map(({ name, parent }) => [name, parent])).toEqual(
      folders.map((folder) => [basename(folder), dirname(folder)]),
    );
    expect(list.map(({ id }) => id)).toEqual(workspaces.map(({ id }) => id));
  });

  it('opens those workspaces, and no others', async () => {
    const folder = copyFixture('corn');
    const { client, workspaces } = await host([folder]);
    const id = workspaces[0]?.id ?? '';
    expect(await client.workspaces.open({ id })).toEqual({ id });
    const other = await safe(client.workspaces.open({ id: dirname(folder) }));
    expect(other.error).toMatchObject({ code: 'UNKNOWN', data: { id: dirname(folder) } });
    renameSync(folder, `${folder}-gone`);
    const gone = await safe(client.workspaces.open({ id }));
    expect(gone.error).toMatchObject({ code: 'NO_SUCH_FOLDER', defined: true, data: { path: folder } });
  });

  it('opens the workspaces in a folder that it was started with and that is none by now, by the names it told', async () => {
    const folder = copyFixture('corn');
    const { client, server, workspaces } = await host([folder]);
    const id = workspaces[0]?.id ?? '';
    const early = await safe(client.workspaces.openChild({ child: 'moved' }));
    expect(early.error).toMatchObject({ code: 'UNKNOWN', defined: true });
    const moved = `${folder}-moved`;
    renameSync(folder, moved);
    mkdirSync(folder);
    renameSync(moved, join(folder, 'moved'));
    const outside = copyFixture('orphans');
    symlinkSync(outside, join(folder, 'out'));
    symlinkSync('moved', join(folder, 'same'));
    const refused = await safe(client.workspaces.open({ id }));
    expect(refused.error).toMatchObject({
      code: 'NOT_A_WORKSPACE',
      data: { children: ['moved', 'out', 'same'] },
    });
    for (const child of ['..', '', 'moved/../moved', './moved', outside, 'none']) {
      const { error } = await safe(client.workspaces.openChild({ child }));
      expect(error).toMatchObject({ code: 'UNKNOWN', data: { id: child } });
    }
    // A link leads to what the command line did not name.
    const { error } = await safe(client.workspaces.openChild({ child: 'out' }));
    expect(error).toMatchObject({ code: 'NOT_HERE', defined: true });
    // What another page was told of says nothing to this one.
    const other = hostClient(await connectOverWebSocket(server, 'host'));
    const stranger = await safe(other.workspaces.openChild({ child: 'moved' }));
    expect(stranger.error).toMatchObject({ code: 'UNKNOWN' });

    const opened = await client.workspaces.openChild({ child: 'moved' });
    expect(await client.workspaces.openChild({ child: 'same' })).toEqual(opened);
    expect((await client.workspaces.list()).map(({ name, state }) => [name, state])).toEqual([
      [basename(folder), 'there'],
      ['moved', 'there'],
    ]);
    expect(await other.workspaces.open(opened)).toEqual(opened);
  });

  it('has no desktop', async () => {
    const { client, workspaces } = await host([copyFixture('corn')]);
    const id = workspaces[0]?.id ?? '';
    const asked: Promise<unknown>[] = [
      client.workspaces.choose(),
      client.workspaces.openDropped({ drop: 'x' }),
      client.workspaces.forget({ id }),
      client.workspaces.reveal({ id }),
      client.workspaces.edit({ id, manifest: 'runs/a/b/manifest.yaml' }),
      client.newWindow({ workspace: id }),
    ];
    for (const answer of await Promise.allSettled(asked)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'NOT_HERE', defined: true } });
    }
  });
});

it.each([true, false])(
  'a page of a server with readOnly: %s is told whether it may change things',
  async (readOnly) => {
    const { server, workspaces } = await host([copyFixture('corn')], readOnly);
    const client = coreClient(await connectOverWebSocket(server, 'core'));
    const info = await client.workspace.info({ workspace: workspaces[0]?.id ?? '' });
    expect(info.readOnly !== null).toBe(readOnly);
  },
);
