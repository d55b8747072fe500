import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { safe } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { hostClient } from '../../shared/api/client.ts';
import { SECRET_HEADER } from '../../shared/api/sockets.ts';
import { DROP_LIMITS } from '../../electron/server/drops/drop-limits.ts';
import { Drops } from '../../electron/server/drops/drops.ts';
import { StagingPlace } from '../../electron/worker/staging-place.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openSocket } from '../support/websocket-channel.ts';
import { ask } from './served.ts';

import { find, host, MTIME, named, put, staged, type Hosted } from './dropping.ts';

describe('a drop of a page', () => {
  it('is listed, and answers which files a preview needs', async () => {
    const { client } = await host();
    const { drop } = await client.drops.begin();
    const { first } = await client.drops.list({
      drop,
      files: [
        named('ws/binaries/corn/model_PLS_0123456789ab.joblib', 10),
        named('ws/runs/corn/0001_a_aaaaaa/manifest.yaml', 10),
        named('ws/runs/corn/0001_a_aaaaaa/pipeline.json', 10),
        named('ws/runs/corn/0001_a_aaaaaa/pipeline_other.json', 10),
        named('ws/exports/pls.n4a', 10),
        named('results.tar.gz', 10),
        named('ws/inner.zip', 10),
        named('one.yaml', 10),
      ],
    });
    expect(first).toEqual([1, 2, 4, 5, 7]);
    expect(await client.drops.list({ drop, files: [named('ws/x/Manifest.yaml', 1)] })).toEqual({
      first: [8],
    });
  });

  it('a file comes in parts, under its name once it is whole, with its time', async () => {
    const { client, server, cache } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('run/a.joblib', 6)] });
    expect(await put(server, `/api/drops/${drop}/0?from=0`, 'abcd')).toEqual({
      status: 200,
      body: '{"received":4}',
    });
    expect(staged(cache)).toEqual(['0']);
    expect(await put(server, `/api/drops/${drop}/0?from=4`, 'ef')).toMatchObject({ body: '{"received":6}' });
    const file = find(cache, join('files', 'run', 'a.joblib'));
    expect(readFileSync(file, 'utf8')).toBe('abcdef');
    expect(statSync(file).mtimeMs).toBe(MTIME);
    expect(staged(cache)).toEqual(['a.joblib']);
  });

  it('an empty file is one too', async () => {
    const { client, server, cache } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('run/empty', 0)] });
    expect(await put(server, `/api/drops/${drop}/0?from=0`, '')).toMatchObject({ status: 200 });
    expect(statSync(find(cache, 'empty')).size).toBe(0);
  });

  it('a part that begins elsewhere is told where to go on', async () => {
    const { client, server, cache } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 6)] });
    await put(server, `/api/drops/${drop}/0?from=0`, 'abc');
    for (const from of [0, 2, 4])
      expect(await put(server, `/api/drops/${drop}/0?from=${from}`, 'XY')).toEqual({
        status: 409,
        body: '{"received":3}',
      });
    await put(server, `/api/drops/${drop}/0?from=3`, 'def');
    expect(readFileSync(find(cache, join('files', 'a')), 'utf8')).toBe('abcdef');
    expect(await put(server, `/api/drops/${drop}/0?from=6`, '')).toEqual({
      status: 409,
      body: '{"received":6}',
    });
  });

  it('goes on after a connection that broke in the middle of a part, with what came of it', async () => {
    const { client, server, cache } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 8)] });
    const { port, token } = server;
    const broken = request({
      host: '127.0.0.1',
      port,
      path: `/api/drops/${drop}/0?from=0`,
      method: 'PUT',
      headers: { origin: `http://127.0.0.1:${port}`, [SECRET_HEADER]: token, 'content-length': '8' },
    });
    broken.on('error', () => undefined);
    broken.write('abc');
    await expect.poll(() => readFileSync(find(cache, join('parts', '0')), 'utf8')).toBe('abc');
    // The old connection is still open: the next part takes its place.
    const again = await put(server, `/api/drops/${drop}/0?from=0`, 'abcdefgh');
    expect(again).toEqual({ status: 409, body: '{"received":3}' });
    expect(await put(server, `/api/drops/${drop}/0?from=3`, 'defgh')).toMatchObject({ status: 200 });
    expect(readFileSync(find(cache, join('files', 'a')), 'utf8')).toBe('abcdefgh');
    broken.destroy();
  });

  it('takes no more of a file than was listed, and nothing that was not', async () => {
    const { client, server } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 3), named('../a', 3)] });
    const other = (await client.drops.begin()).drop;
    expect(await put(server, `/api/drops/${drop}/0?from=0`, 'abcd')).toMatchObject({ status: 413 });
    for (const path of [
      `/api/drops/${drop}/1?from=0`,
      `/api/drops/${drop}/2?from=0`,
      `/api/drops/${other}/0?from=0`,
      `/api/drops/${drop}x/0?from=0`,
      `/api/drops/${drop}/0`,
      `/api/drops/${drop}/0?from=-1`,
      `/api/drops/${drop}/../../token?from=0`,
    ])
      expect(await put(server, path, 'abc'), path).toMatchObject({ status: 404 });
  });

  it('chunks without a length are not taken', async () => {
    const { client, server } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 3)] });
    const path = `/api/drops/${drop}/0?from=0`;
    expect(await put(server, path, 'abc', { 'transfer-encoding': 'chunked' })).toMatchObject({ status: 411 });
  });
});

describe('who may send', () => {
  it('only our own page with the token', async () => {
    const { client, server, cache } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 3)] });
    const path = `/api/drops/${drop}/0?from=0`;
    for (const headers of [
      { [SECRET_HEADER]: 'a'.repeat(43) },
      { [SECRET_HEADER]: '' },
      { origin: 'http://example.org' },
      { origin: `http://localhost:${server.port}` },
      { origin: 'null' },
    ])
      expect(await put(server, path, 'abc', headers), JSON.stringify(headers)).toMatchObject({ status: 403 });
    expect(await put(server, path, 'abc', { host: 'example.org' })).toMatchObject({ status: 421 });
    const bare = await ask(server, path, { method: 'PUT' });
    expect(bare.status).toBe(403);
    expect(staged(cache)).toEqual([]);
  });

  it('nothing of a drop is ever given out, and no other way of asking writes', async () => {
    const { client, server } = await host();
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 3)] });
    await put(server, `/api/drops/${drop}/0?from=0`, 'abc');
    const headers = { [SECRET_HEADER]: server.token, origin: `http://127.0.0.1:${server.port}` };
    const ways = [
      ['GET', 404],
      ['HEAD', 404],
      ['POST', 405],
      ['DELETE', 405],
      ['PATCH', 405],
    ] as const;
    for (const [method, status] of ways)
      expect((await ask(server, `/api/drops/${drop}/0?from=0`, { method, headers })).status, method).toBe(
        status,
      );
  });
});

describe('limits', () => {
  it('of files in a list', async () => {
    const { client } = await host({ files: 3 });
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 1), named('b', 1)] });
    const { error } = await safe(client.drops.list({ drop, files: [named('c', 1), named('d', 1)] }));
    expect(error).toMatchObject({ code: 'CANNOT_READ', data: { reason: 'it holds more than 3 files' } });
  });

  it('of bytes, of all drops together, until one is forgotten', async () => {
    const { client, server } = await host({ bytes: 10 });
    const [one, two] = [await client.drops.begin(), await client.drops.begin()];
    for (const { drop } of [one, two]) await client.drops.list({ drop, files: [named('a', 8)] });
    await put(server, `/api/drops/${one.drop}/0?from=0`, '12345678');
    expect(await put(server, `/api/drops/${two.drop}/0?from=0`, '12345678')).toMatchObject({ status: 413 });
    await client.drops.forget({ drop: one.drop });
    await expect
      .poll(async () => (await put(server, `/api/drops/${two.drop}/0?from=0`, '12345678')).status)
      .toBe(200);
  });

  it('of a part', async () => {
    const { client, server } = await host({ partBytes: 4 });
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 8)] });
    expect(await put(server, `/api/drops/${drop}/0?from=0`, '12345')).toMatchObject({ status: 413 });
  });

  it('of the disk: what would fill it is not taken', async () => {
    const { client, server } = await host({ reserveBytes: Number.MAX_SAFE_INTEGER });
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('a', 8)] });
    expect(await put(server, `/api/drops/${drop}/0?from=0`, '12345678')).toMatchObject({
      status: 507,
      body: 'There is no space left in the cache folder.\n',
    });
  });

  it('of drops of a page: the oldest goes', async () => {
    const { client, cache } = await host({ ofPage: 2 });
    const drops = [];
    for (let count = 0; count < 3; count += 1) drops.push((await client.drops.begin()).drop);
    const { error } = await safe(client.drops.list({ drop: drops[0] ?? '', files: [] }));
    expect(error).toMatchObject({ code: 'UNKNOWN' });
    expect(await client.drops.list({ drop: drops[2] ?? '', files: [] })).toEqual({ first: [] });
    const own = join(cache, 'drops', readdirSync(join(cache, 'drops'))[0] ?? '');
    await expect.poll(() => readdirSync(own).filter((name) => name.startsWith('drop-')).length).toBe(2);
  });
});

describe('nothing stays', () => {
  /** A page that dropped a file of which half went up. */
  async function half(
    hosted: Hosted,
  ): Promise<{ drop: string; socket: Awaited<ReturnType<typeof openSocket>> }> {
    const socket = await openSocket(hosted.server, 'host');
    const client = hostClient({
      send: (message) => socket.send(message),
      onMessage: (listener) =>
        void socket.on('message', (data) => listener((data as Buffer).toString('utf8'))),
      onClose: (listener) => void socket.once('close', () => listener(null)),
      close: () => socket.close(),
    });
    const { drop } = await client.drops.begin();
    await client.drops.list({ drop, files: [named('run/a', 8), named('run/b', 3)] });
    await put(hosted.server, `/api/drops/${drop}/0?from=0`, '1234');
    await put(hosted.server, `/api/drops/${drop}/1?from=0`, '123');
    return { drop, socket };
  }

  it('of a page that says goodbye', async () => {
    const hosted = await host();
    const { socket, drop } = await half(hosted);
    expect(staged(hosted.cache).toSorted()).toEqual(['0', 'b']);
    socket.close(1001);
    await expect.poll(() => staged(hosted.cache)).toEqual([]);
    expect(await put(hosted.server, `/api/drops/${drop}/0?from=4`, '5678')).toMatchObject({ status: 404 });
  });

  it('of a page whose connection broke and that does not come back', async () => {
    const hosted = await host({ keepMs: 50 });
    const { socket } = await half(hosted);
    socket.terminate();
    await expect.poll(() => staged(hosted.cache)).toEqual([]);
  });

  it('but a page that comes back goes on', async () => {
    const hosted = await host({ keepMs: 50 });
    const { socket, drop } = await half(hosted);
    await hosted.client.drops.keep({ drop });
    const gone = once(socket, 'close');
    socket.terminate();
    await gone;
    // A second one is really gone, and later than the first would have been.
    const other = await half(hosted);
    other.socket.terminate();
    await expect
      .poll(async () => (await safe(hosted.client.drops.list({ drop: other.drop, files: [] }))).isSuccess)
      .toBe(false);
    expect(await put(hosted.server, `/api/drops/${drop}/0?from=4`, '5678')).toMatchObject({ status: 200 });
  });

  it('when the server stops', async () => {
    const hosted = await host();
    await half(hosted);
    await hosted.server.close();
    expect(readdirSync(join(hosted.cache, 'drops'))).toEqual([]);
  });

  it('of a part that is just being received when its drop is forgotten', async () => {
    const cache = temporaryFolder();
    const drops = new Drops(new StagingPlace(cache), DROP_LIMITS, (what, error) =>
      expect.fail(`${what}: ${String(error)}`),
    );
    const drop = await drops.begin({});
    drop.list([{ path: 'a', size: 8, mtimeMs: MTIME }]);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('1234');
      await ended;
      throw new Error('aborted');
    }
    const receipt = drop.receive(0, 0, { length: 8, chunks: chunks(), breakOff: end });
    await expect.poll(() => staged(cache)).toEqual(['0']);
    drops.forget(drop.id);
    expect(await receipt).toEqual({ kind: 'received', received: 4 });
    await drops.close();
    expect(readdirSync(join(cache, 'drops'))).toEqual([]);
  });
});
